package studio.backline.platform.database;

import java.util.List;
import java.util.Optional;

/**
 * What is said of a table.
 *
 * @param table name without schema
 * @param scope whose rows it holds
 * @param subjectPath the way from a row to the person it is about, as {@code @SubjectPath} writes
 *     it
 * @param noSubject why there is no such way, where the table holds personal data all the same
 * @param columns every classified column; id, workspace_id and version may be left out
 */
public record TableDeclaration(
        String table,
        TableScope scope,
        Optional<String> subjectPath,
        Optional<String> noSubject,
        List<ColumnDeclaration> columns) {

    public TableDeclaration {
        columns = List.copyOf(columns);
    }

    /** A table that gives no reason: there is a way, or it holds nothing personal. */
    public TableDeclaration(
            String table,
            TableScope scope,
            Optional<String> subjectPath,
            List<ColumnDeclaration> columns) {
        this(table, scope, subjectPath, Optional.empty(), columns);
    }
}
