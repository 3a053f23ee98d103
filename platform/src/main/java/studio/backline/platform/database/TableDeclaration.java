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
 * @param columns every classified column; id, workspace_id and version may be left out
 */
public record TableDeclaration(
        String table,
        TableScope scope,
        Optional<String> subjectPath,
        List<ColumnDeclaration> columns) {

    public TableDeclaration {
        columns = List.copyOf(columns);
    }
}
