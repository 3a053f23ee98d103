package studio.backline.platform.pluginhost.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginEntry;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The published JSON Schema of the descriptor, and its findings in words. */
final class ManifestSchema {

    private static final String RESOURCE = "/META-INF/backline/plugin.schema.json";
    private static final int MAX_FINDINGS = 10;

    // Jackson 2, which the validator speaks; it sees maps, lists and strings only.
    private final ObjectMapper trees = new ObjectMapper();
    private final Schema schema;

    ManifestSchema() {
        try (InputStream json =
                Objects.requireNonNull(
                        PluginEntry.class.getResourceAsStream(RESOURCE),
                        "The schema of plugin.yaml is missing from backline-contract.")) {
            // No loader for remote references: the schema refers to itself alone.
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(json, InputFormat.JSON);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is wrong, each with line, path and what to write; nothing when all is well. */
    List<String> check(@Nullable Object tree, ManifestLines lines) {
        JsonNode node = trees.valueToTree(tree);
        return schema.validate(node).stream()
                .map(error -> describe(error, lines))
                .distinct()
                .limit(MAX_FINDINGS)
                .toList();
    }

    private static String describe(Error error, ManifestLines lines) {
        List<String> path = steps(error.getInstanceLocation());
        String property = error.getProperty();
        if (property != null) {
            path.add(property);
        }
        String where =
                path.isEmpty() ? Refusals.explain("manifest.document") : String.join(".", path);
        return Refusals.explain("manifest.finding", lines.of(path), where, remedy(error));
    }

    private static String remedy(Error error) {
        return switch (String.valueOf(error.getKeyword())) {
            case "required" -> Refusals.explain("manifest.required");
            case "additionalProperties" -> Refusals.explain("manifest.unknown-key");
            case "propertyNames" -> Refusals.explain("manifest.wrong-key", plain(error));
            case "not" -> Refusals.explain("manifest.not-owner", value(error));
            case "pattern" -> Refusals.explain("manifest.pattern", value(error), hint(error));
            default -> plain(error);
        };
    }

    private static String hint(Error error) {
        JsonNode pattern = error.getSchemaNode();
        return pattern == null || !pattern.isTextual() ? "" : " (" + pattern.asText() + ")";
    }

    private static String value(Error error) {
        JsonNode node = error.getInstanceNode();
        String text = node == null ? "" : node.asText();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String plain(Error error) {
        String message = String.valueOf(error.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static List<String> steps(NodePath path) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(String.valueOf(path.getElement(i)));
        }
        return steps;
    }
}
