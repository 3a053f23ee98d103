package studio.backline.platform.database.dump;

import java.util.List;

/**
 * A table whose rows are taken.
 *
 * @param name without schema
 * @param columns that are written, in this order; what is generated is not
 */
public record DumpedTable(String name, List<String> columns) {

    public DumpedTable {
        columns = List.copyOf(columns);
    }
}
