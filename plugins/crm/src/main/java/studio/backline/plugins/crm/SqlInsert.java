package studio.backline.plugins.crm;

/** Inserts of rows that are selected, many at once. */
public final class SqlInsert {

    private SqlInsert() {}

    /**
     * The workspace is asked for once a statement: the column's default would ask for each row.
     *
     * @param selected the columns' values, and where they are from
     */
    public static String into(String table, String columns, String selected) {
        return "insert into "
                + table
                + " (workspace_id, "
                + columns
                + ") select (select backline_api.current_workspace()), "
                + selected;
    }
}
