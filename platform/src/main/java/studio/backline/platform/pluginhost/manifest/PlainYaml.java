package studio.backline.platform.pluginhost.manifest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** What YAML can say and a descriptor cannot, since a schema knows JSON alone. */
final class PlainYaml {

    private PlainYaml() {}

    /** Refuses tags: they make of a text what its reader may not be able to make of it. */
    static void requireNoTags(Iterable<Event> document) {
        for (Event event : document) {
            String tag = tag(event);
            if (tag != null) {
                String shown = tag.replaceFirst("^" + Tag.PREFIX, "!!");
                throw refusal("manifest.tag", event.getStartMark(), shown);
            }
        }
    }

    /** Refuses keys that are no word, and numbers that JSON has no way to write. */
    static void requireWordsAndNumbers(@Nullable Node node) {
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(PlainYaml::requirePair);
            case SequenceNode sequence ->
                    sequence.getValue().forEach(PlainYaml::requireWordsAndNumbers);
            case ScalarNode scalar when isNoNumber(scalar) ->
                    throw refusal("manifest.no-number", scalar.getStartMark(), scalar.getValue());
            case null, default -> {}
        }
    }

    private static void requirePair(NodeTuple pair) {
        Node key = pair.getKeyNode();
        if (!(key instanceof ScalarNode) || key.getTag().equals(Tag.NULL)) {
            throw refusal("manifest.no-key", key.getStartMark(), "");
        }
        requireWordsAndNumbers(key);
        requireWordsAndNumbers(pair.getValueNode());
    }

    private static boolean isNoNumber(ScalarNode scalar) {
        if (!scalar.getTag().equals(Tag.FLOAT)) {
            return false;
        }
        String value = scalar.getValue();
        if (value.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)")) {
            return true;
        }
        try {
            return Double.isInfinite(Double.parseDouble(value.replace("_", "")));
        } catch (NumberFormatException otherwise) {
            // Of 1:30.5 the reader makes a number; of a dot alone it cannot.
            return !value.contains(":");
        }
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private static PluginRefusedException refusal(String key, Mark place, String shown) {
        return Refusals.of("manifest-not-yaml", Refusals.explain(key, place.getLine() + 1, shown));
    }
}
