package studio.backline.contract.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How to get from a row of this entity to the person it is about. Export and erasure walk it.
 *
 * <p>{@code @SubjectPath("id")} says that the row's own id is a subject id;
 * {@code @SubjectPath("person_id")} that the column is one; {@code @SubjectPath("touchpoint_id ->
 * touchpoint.person_id")} goes through another table of the same schema. An arrow follows the
 * foreign key of {@code workspace_id} and the column before it to the table after it; there may be
 * several. The last column is a {@code uuid}, the subject's. A row in which a step is null is about
 * nobody.
 *
 * <p>A plugin whose path does not lead through columns and keys that are there is not installed;
 * nor is one with a table of a workspace that keeps personal data ({@link PersonalData}) of others
 * than account holders and has no path. Where rows lead to nobody, {@code plugin.yaml} says why,
 * under {@code data.tables}, as {@code no-subject}. A table without an entity has its path there,
 * too, as {@code subject}; of two the annotation counts.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SubjectPath {

    /** The path: a column of this table, then {@code " -> table.column"} for each further step. */
    String value();
}
