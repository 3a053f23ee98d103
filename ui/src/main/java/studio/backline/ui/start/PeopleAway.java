package studio.backline.ui.start;

import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.Plugins;

/** Why the house shows no people: it is not empty because their plugin is off. */
enum PeopleAway {
    /** Nobody has installed them. */
    NEW("start.no-people", "start.no-people.member"),
    /** They are installed, and do not run. */
    OFF("start.people-off", "start.people-off.member"),
    /** They were taken out, and what they kept is still there. */
    KEPT("start.people-kept", "start.people-kept.member");

    private static final PluginId PEOPLE = new PluginId("crm");

    private final String toWhoRunsIt;
    private final String toOthers;

    PeopleAway(String toWhoRunsIt, String toOthers) {
        this.toWhoRunsIt = toWhoRunsIt;
        this.toOthers = toOthers;
    }

    /** As it is now. */
    static PeopleAway of(Plugins plugins) {
        if (plugins.find(PEOPLE).isPresent()) {
            return OFF;
        }
        boolean kept = plugins.kept().stream().anyMatch(one -> one.id().equals(PEOPLE));
        return kept ? KEPT : NEW;
    }

    /** The key of the sentence that says so. */
    String key(boolean operator) {
        return operator ? toWhoRunsIt : toOthers;
    }
}
