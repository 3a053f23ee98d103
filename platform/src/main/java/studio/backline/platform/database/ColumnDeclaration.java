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
 * @param seal what its envelopes are bound to; empty where it holds none
 */
public record ColumnDeclaration(
        String column, Optional<DataCategory> category, Set<SubjectKind> of, Optional<Seal> seal) {

    private static final String OF_TENANT = "workspace_id";

    /**
     * What an envelope is bound to, beside its row: enough for the host to open it and to seal it
     * anew without a line of whoever wrote it.
     *
     * @param field the stable id of the field
     * @param purpose as {@code Purpose} has it
     * @param row the column with the id of the row, a UUID
     * @param owner the column that says whose key it is, a UUID; empty where it is the instance's
     */
    public record Seal(String field, String purpose, String row, Optional<String> owner) {

        /** What an entity's field is, and a plugin's column: personal data of its workspace. */
        public static Seal ofTenant(String field) {
            return new Seal(field, "personal", "id", Optional.of(OF_TENANT));
        }
    }

    public ColumnDeclaration {
        of = Set.copyOf(of);
    }

    /** A column that holds no envelopes. */
    public ColumnDeclaration(String column, Optional<DataCategory> category, Set<SubjectKind> of) {
        this(column, category, of, Optional.empty());
    }

    /** The same column, which holds envelopes. */
    public ColumnDeclaration sealed(Seal as) {
        return new ColumnDeclaration(column, category, of, Optional.of(as));
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
