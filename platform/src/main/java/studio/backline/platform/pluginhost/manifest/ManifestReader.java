package studio.backline.platform.pluginhost.manifest;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Reads {@code plugin.yaml}: size first, then YAML, then the schema, then meaning. */
public final class ManifestReader {

    /** Where the descriptor lies in the jar. */
    public static final String PATH = "META-INF/backline/plugin.yaml";

    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_DEPTH = 12;

    private final ManifestSchema schema = new ManifestSchema();

    /**
     * Reads a descriptor.
     *
     * @throws PluginRefusedException naming each place that is wrong
     */
    public PluginManifest read(byte[] yaml) {
        if (yaml.length > MAX_BYTES) {
            throw Refusals.of("manifest-too-large", MAX_BYTES / 1024);
        }
        String text = decode(yaml);
        try {
            return read(text);
        } catch (PluginRefusedException refused) {
            throw refused;
        } catch (MarkedYAMLException wrong) {
            throw Refusals.because(wrong, "manifest-not-yaml", place(wrong));
        } catch (RuntimeException | StackOverflowError wrong) {
            // Those who make values of a text throw what they happen to meet in it.
            throw Refusals.because(wrong, "manifest-not-yaml", firstLine(wrong));
        }
    }

    private PluginManifest read(String text) {
        PlainYaml.requireNoTags(yaml().parse(new StringReader(text)));
        Node nodes = yaml().compose(new StringReader(text));
        PlainYaml.requireWordsAndNumbers(nodes);
        Object tree = yaml().load(text);
        ManifestLines lines = ManifestLines.of(nodes);
        List<String> findings = schema.check(tree, lines);
        if (!findings.isEmpty() || !(tree instanceof Map<?, ?> root)) {
            throw Refusals.of("manifest-wrong", String.join("; ", findings));
        }
        try {
            return ManifestMapping.manifest(root);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.because(wrong, "manifest-wrong", withoutFullStop(wrong));
        }
    }

    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setAllowRecursiveKeys(false);
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setCodePointLimit(MAX_BYTES);
        return new Yaml(new SafeConstructor(limits));
    }

    private static String decode(byte[] yaml) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
        } catch (CharacterCodingException wrong) {
            throw Refusals.because(
                    wrong, "manifest-not-yaml", Refusals.explain("manifest.not-utf-8"));
        }
    }

    private static String place(MarkedYAMLException wrong) {
        String problem = wrong.getProblem() == null ? "not YAML" : wrong.getProblem();
        return wrong.getProblemMark() == null
                ? problem
                : "line %d: %s".formatted(wrong.getProblemMark().getLine() + 1, problem);
    }

    private static String firstLine(Throwable wrong) {
        String message = wrong.getMessage();
        return message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
    }

    private static String withoutFullStop(IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
