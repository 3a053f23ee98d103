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
 * touchpoint.person_id")} goes through another table of the same schema.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SubjectPath {

    /** The path, as column names of this schema. */
    String value();
}
