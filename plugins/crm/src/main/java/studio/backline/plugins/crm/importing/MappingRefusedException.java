package studio.backline.plugins.crm.importing;

import java.util.Locale;

/** The chosen columns cannot be imported. Its text is {@link #key()} in the messages. */
public final class MappingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final ImportField field;

    MappingRefusedException(Reason reason, ImportField field) {
        super("%s: %s".formatted(reason, field));
        this.reason = reason;
        this.field = field;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }

    /** Which field it is about: {0} of the message is its text. */
    public ImportField field() {
        return field;
    }

    /** {@code crm.import.mapping.<reason>}. */
    public String key() {
        return "crm.import.mapping." + reason.name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong. */
    public enum Reason {
        /** Two columns for a field that takes one. */
        TWICE,
        /** No column for a name, a mail, a phone or a handle. */
        NOBODY,
        /** No column for the name of organisations. */
        NAMELESS
    }
}
