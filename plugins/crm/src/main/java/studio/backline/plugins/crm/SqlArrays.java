package studio.backline.plugins.crm;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Arrays as PostgreSQL writes them, for parameters that the SQL casts: one statement serves any
 * number of values, and stays prepared.
 */
public final class SqlArrays {

    private SqlArrays() {}

    /** For {@code cast(:x as uuid[])}. */
    public static String uuids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** For {@code cast(:x as text[])}; any text. */
    public static String texts(Collection<String> texts) {
        return texts.stream().map(SqlArrays::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
