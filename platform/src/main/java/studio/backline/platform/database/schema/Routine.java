package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Set;

/**
 * A function or procedure as the catalogue has it.
 *
 * @param arguments its types, as in {@code pg_get_function_identity_arguments}
 * @param definer whether it runs with its owner's rights
 * @param settings as in {@code pg_proc.proconfig}
 * @param executors roles other than the owner that may call it
 */
record Routine(
        String schema,
        String name,
        String arguments,
        String owner,
        boolean definer,
        String source,
        List<String> settings,
        Set<String> executors) {

    /**
     * Whether nothing that a caller made is taken for what it means: what is not named in a search
     * path, of the system's and the temporary schema, comes first in it.
     */
    boolean pinsSearchPath() {
        return settings.stream()
                .anyMatch(s -> s.startsWith("search_path=pg_catalog, ") && s.endsWith(", pg_temp"));
    }

    String signature() {
        return "%s.%s(%s)".formatted(Names.quoted(schema), Names.quoted(name), arguments);
    }
}
