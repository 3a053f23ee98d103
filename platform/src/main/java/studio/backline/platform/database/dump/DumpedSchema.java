package studio.backline.platform.database.dump;

import java.util.List;

/**
 * A schema as it was: how to make it, and which tables have rows.
 *
 * @param name of the schema
 * @param owner the role that owns all in it
 * @param steps versions of the migrations that had run
 * @param tables in the order in which their rows follow
 * @param before makes types and tables; empty for the core's, which its migrations make
 * @param after makes keys, indexes, rights and all else, once the rows are there
 */
public record DumpedSchema(
        String name,
        String owner,
        List<String> steps,
        List<DumpedTable> tables,
        List<DumpStep> before,
        List<DumpStep> after) {

    public DumpedSchema {
        steps = List.copyOf(steps);
        tables = List.copyOf(tables);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Whether it is the core's. */
    public boolean isCore() {
        return name.equals(DatabaseDump.CORE);
    }
}
