package studio.backline.server.management;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.KeptOfPeople;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginInfo;

/** What is told of plugins over the wire. */
public final class PluginAnswer {

    private PluginAnswer() {}

    /**
     * An installed plugin.
     *
     * @param reason why it does not run; empty where there is nothing to explain
     */
    public record Installed(
            String id,
            String version,
            String name,
            boolean enabled,
            String state,
            String reason,
            boolean restartAdvised) {

        static Installed of(PluginInfo plugin) {
            return new Installed(
                    plugin.id().value(),
                    plugin.version().toString(),
                    plugin.name().in(Locale.ENGLISH),
                    plugin.enabled(),
                    plugin.state().name().toLowerCase(Locale.ROOT),
                    plugin.reason().orElse(""),
                    plugin.restartAdvised());
        }
    }

    /**
     * A jar that lies ready.
     *
     * @param refusal why it would be refused; empty where it would not
     */
    public record Available(String jar, String id, String version, String name, String refusal) {

        static Available of(AvailablePlugin available) {
            var manifest = available.plan().map(InstallPlan::manifest);
            return new Available(
                    available.jar().toString(),
                    manifest.map(it -> it.id().value()).orElse(""),
                    manifest.map(it -> it.version().toString()).orElse(""),
                    manifest.map(it -> it.name().in(Locale.ENGLISH)).orElse(""),
                    available.refusal().orElse(""));
        }
    }

    /** Data of a removed plugin, by the version that used it last. */
    public record KeptData(String id, String version) {

        static KeptData of(KeptPlugin kept) {
            return new KeptData(kept.id().value(), kept.version().toString());
        }
    }

    /**
     * All of them.
     *
     * @param notices what the operator should know, in sentences
     */
    public record Listing(
            List<Installed> installed,
            List<Available> available,
            List<KeptData> kept,
            List<String> notices) {}

    /**
     * What installing a jar would do.
     *
     * @param step new, upgrade, same_version or return
     * @param installed the version that is there; empty where none is
     * @param keeps what it keeps of people
     */
    public record Plan(
            String id,
            String version,
            String name,
            String step,
            String installed,
            String sha256,
            List<String> permissions,
            List<Kept> keeps) {

        static Plan of(InstallPlan plan) {
            return new Plan(
                    plan.manifest().id().value(),
                    plan.manifest().version().toString(),
                    plan.manifest().name().in(Locale.ENGLISH),
                    plan.step().name().toLowerCase(Locale.ROOT),
                    plan.installed().map(Object::toString).orElse(""),
                    plan.sha256(),
                    plan.manifest().permissions().stream().map(it -> it.permission().id()).toList(),
                    plan.keeps().stream().map(Kept::of).toList());
        }
    }

    /**
     * One kind of thing that a plugin keeps of people.
     *
     * @param category name, contact and so on
     * @param of fan, artist and so on
     */
    public record Kept(String category, List<String> of) {

        static Kept of(KeptOfPeople kept) {
            return new Kept(
                    word(kept.category()),
                    kept.of().stream().sorted().map(PluginAnswer::word).toList());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * What a removal did.
     *
     * @param counted whether the rows could be counted
     * @param rows by table
     */
    public record Removed(
            String id,
            boolean erased,
            boolean counted,
            Map<String, Long> rows,
            boolean restartAdvised) {}
}
