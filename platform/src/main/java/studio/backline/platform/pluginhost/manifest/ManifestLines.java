package studio.backline.platform.pluginhost.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** In which line of the descriptor a path stands; a path is its keys and indexes. */
final class ManifestLines {

    private final Map<List<String>, Integer> lines = new HashMap<>();

    private ManifestLines() {}

    static ManifestLines of(@Nullable Node root) {
        ManifestLines found = new ManifestLines();
        if (root != null) {
            found.walk(List.of(), root);
        }
        return found;
    }

    /** The line of a path, or of the nearest thing around it; counted from one. */
    int of(List<String> path) {
        for (int length = path.size(); length >= 0; length--) {
            Integer line = lines.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private void walk(List<String> path, Node node) {
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    List<String> child = append(path, key.getValue());
                    lines.put(child, key.getStartMark().getLine() + 1);
                    walk(child, tuple.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                walk(append(path, String.valueOf(i)), sequence.getValue().get(i));
            }
        }
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
