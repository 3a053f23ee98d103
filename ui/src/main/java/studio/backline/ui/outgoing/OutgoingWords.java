package studio.backline.ui.outgoing;

import java.util.Map;
import java.util.stream.Collectors;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.ui.text.HostTexts;

/**
 * What leaves the house, in words.
 *
 * @param names of the plugins that are installed, by their ids
 */
record OutgoingWords(HostTexts texts, Map<String, String> names) {

    static OutgoingWords of(HostTexts texts, Plugins plugins) {
        return new OutgoingWords(
                texts,
                plugins.list().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.id().value(),
                                        each -> each.name().in(HostTexts.readerLocale()))));
    }

    /** A part of the core in words, a plugin by its name while it is installed, by its id else. */
    String caller(Line line) {
        String name = names.get(line.caller());
        return name == null ? known("outgoing.caller.", line.caller()) : name;
    }

    /** What the core calls for in words; what a plugin calls for as it names it. */
    String purpose(Line line) {
        return line.purpose().equals(EgressDesk.OTHERS)
                ? texts.get("outgoing.purpose.others")
                : known("outgoing.purpose.", line.purpose());
    }

    String host(Line line) {
        return line.host().equals(EgressDesk.OTHERS)
                ? texts.get("outgoing.host.others")
                : line.host();
    }

    private String known(String keys, String name) {
        return texts.has(keys + name) ? texts.get(keys + name) : name;
    }
}
