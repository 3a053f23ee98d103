package studio.backline.contract.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import studio.backline.contract.subject.SubjectKind;

/**
 * The column behind this field holds personal data. Stands on the entity's field, or on the entity
 * for all its fields that say nothing else. A column that nobody classified, by annotation or under
 * {@code data.tables} in {@code plugin.yaml}, keeps the plugin from starting.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface PersonalData {

    /** What kind of thing it tells. */
    DataCategory value();

    /** Of whom; several where rows are about different kinds of people. */
    SubjectKind[] of() default {SubjectKind.OTHER};
}
