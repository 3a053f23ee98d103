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

    /**
     * Whether a column is one of the ids of a parameter. They are read once: a cast alone is made
     * anew for each row, where PostgreSQL takes a table that was just filled for an empty one.
     */
    public static String among(String parameter) {
        return " = any(array(select unnest(cast(:" + parameter + " as uuid[]))))";
    }

    /** For {@code cast(:x as text[])}; any text. */
    public static String texts(Collection<String> texts) {
        return texts.stream().map(SqlArrays::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
