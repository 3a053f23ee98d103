package studio.backline.contract.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The column behind this field tells nothing of a person. Stands on the entity's field, or on the
 * entity for all its fields that say nothing else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface NotPersonal {

    /** Why, where a reader would ask. */
    String value() default "";
}
