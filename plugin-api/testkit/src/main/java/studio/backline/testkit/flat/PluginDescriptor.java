package studio.backline.testkit.flat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The parts of {@code plugin.yaml} that a flat context needs; the host checks it in full. */
record PluginDescriptor(
        String id,
        String entry,
        Map<String, TableEntry> tables,
        Map<String, Set<String>> providers) {

    private static final String PLACE = "META-INF/backline/plugin.yaml";

    /** What {@code data.tables} says of one table. */
    record TableEntry(
            String scope,
            Optional<String> subject,
            Optional<String> noSubject,
            Map<String, Object> columns) {}

    static PluginDescriptor read(ClassLoader loader) {
        try (InputStream file = loader.getResourceAsStream(PLACE)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + PLACE + " on the class path.");
            }
            Map<String, Object> root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new PluginDescriptor(
                    String.valueOf(root.get("id")),
                    String.valueOf(root.get("entry")),
                    tables(map(map(root.get("data")).get("tables"))),
                    providers(root.get("connections")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + PLACE, e);
        }
    }

    /** The hosts that the plugin may reach: those of its providers. */
    String[] hosts() {
        return providers.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new);
    }

    private static Map<String, Set<String>> providers(@Nullable Object said) {
        Map<String, Set<String>> providers = new LinkedHashMap<>();
        if (said instanceof List<?> list) {
            for (Object each : list) {
                Map<String, Object> provider = map(each);
                providers.put(
                        String.valueOf(provider.get("provider")),
                        Set.copyOf(strings(provider.get("hosts"))));
            }
        }
        return providers;
    }

    private static Map<String, TableEntry> tables(Map<String, Object> said) {
        Map<String, TableEntry> tables = new LinkedHashMap<>();
        said.forEach(
                (name, value) -> {
                    Map<String, Object> table = map(value);
                    tables.put(
                            name,
                            new TableEntry(
                                    String.valueOf(table.get("scope")),
                                    Optional.ofNullable(table.get("subject")).map(String::valueOf),
                                    Optional.ofNullable(table.get("no-subject"))
                                            .map(String::valueOf),
                                    map(table.get("columns"))));
                });
        return tables;
    }

    static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
