package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A relation as the catalogue has it.
 *
 * @param kind as in {@code pg_class.relkind}
 * @param partition whether it is a part of another table
 * @param security whether row security is on
 * @param forced whether it binds the owner, too
 * @param unlogged whether a crash empties it
 * @param options as in {@code pg_class.reloptions}
 */
record Relation(
        String schema,
        String name,
        char kind,
        String owner,
        boolean partition,
        boolean security,
        boolean forced,
        boolean unlogged,
        List<String> options,
        List<Column> columns,
        List<Key> keys,
        Set<Policy> policies,
        Set<Grant> grants) {

    boolean isTable() {
        return kind == 'r' || kind == 'p';
    }

    boolean isView() {
        return kind == 'v';
    }

    Optional<Column> column(String wanted) {
        return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    boolean has(String option) {
        return options.contains(option + "=true")
                || options.contains(option + "=on")
                || options.contains(option + "=1");
    }

    /**
     * A column.
     *
     * @param initial its default as the catalogue writes it, empty where there is none
     */
    record Column(String name, String type, boolean notNull, String initial) {}

    /**
     * A primary, unique or foreign key, or an index that is none.
     *
     * @param kind {@code p}, {@code u}, {@code f} or {@code i}
     * @param target schema of the table that a foreign key leads to, else empty
     * @param table its name, else empty
     * @param referenced columns that those of a foreign key lead to, in the same order, else empty
     */
    record Key(
            String name,
            char kind,
            List<String> columns,
            String target,
            String table,
            List<String> referenced) {

        /** Whether a column of a foreign key leads to the one of the same name. */
        boolean keeps(String column) {
            int place = columns.indexOf(column);
            return place >= 0 && referenced.get(place).equals(column);
        }
    }

    /** A policy, with expressions as the catalogue writes them. */
    record Policy(
            String name,
            boolean permissive,
            Set<String> roles,
            String command,
            String using,
            String check) {}

    /** A right that a role other than the owner has; {@code PUBLIC} for all. */
    record Grant(String role, String right) {}
}
