package studio.backline.contract.encryption;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The field holds a {@link Sealed} value. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SealedField {

    /**
     * The field's own stable id, {@code <plugin id>.<thing>.<field>} such as {@code crm.note.text}.
     * It is bound into every envelope: once values exist it never changes, whatever table or column
     * is renamed.
     */
    String value();
}
