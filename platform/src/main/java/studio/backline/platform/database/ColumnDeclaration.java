package studio.backline.platform.database;

import java.util.Optional;
import java.util.Set;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;

/**
 * What is said of a column.
 *
 * @param column its name
 * @param category what it tells of a person; empty when it tells nothing
 * @param of of whom; empty when it tells nothing
 */
public record ColumnDeclaration(
        String column, Optional<DataCategory> category, Set<SubjectKind> of) {

    public ColumnDeclaration {
        of = Set.copyOf(of);
    }

    /** A column that tells nothing of a person. */
    public static ColumnDeclaration notPersonal(String column) {
        return new ColumnDeclaration(column, Optional.empty(), Set.of());
    }

    /** A column that holds personal data. */
    public static ColumnDeclaration personal(
            String column, DataCategory category, Set<SubjectKind> of) {
        return new ColumnDeclaration(column, Optional.of(category), of);
    }
}
