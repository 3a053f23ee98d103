package studio.backline.contract.bulk;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A temporary table that rows are copied into; it lives until the transaction ends.
 *
 * @param name lower-case words joined by underscores
 * @param columns in the order of the values of a row
 */
public record StagingTable(String name, List<Column> columns) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");

    /** Checks the name; throws {@link IllegalArgumentException} naming it. */
    public StagingTable {
        requireName(name);
        columns = List.copyOf(columns);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not a name for a table or column: '%s'.".formatted(name));
        }
    }

    /** How a value is stored. */
    public enum Type {
        TEXT("text"),
        UUID("uuid"),
        BIGINT("bigint"),
        BOOLEAN("boolean"),
        TIMESTAMP("timestamptz"),
        BYTES("bytea"),
        TEXT_ARRAY("text[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The type's name in PostgreSQL. */
        public String sql() {
            return sql;
        }
    }

    /**
     * One column.
     *
     * @param name as for the table
     * @param type of its values: String, java.util.UUID, Long, Boolean, java.time.Instant, byte[],
     *     String[]; null in any of them
     */
    public record Column(String name, Type type) {

        /** Checks the name; throws {@link IllegalArgumentException} naming it. */
        public Column {
            requireName(name);
        }
    }
}
