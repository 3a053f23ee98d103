package studio.backline.plugins.crm.contact;

import java.util.Locale;

/** A kind of way to reach a person. */
public enum ContactKind {
    MAIL,
    PHONE,
    /** A name on a platform; the label says on which. */
    HANDLE,
    /** A page of the person's own. */
    WEB;

    /** How it is stored; its text is {@code crm.contact.<code>} in the messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a stored code. */
    public static ContactKind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
