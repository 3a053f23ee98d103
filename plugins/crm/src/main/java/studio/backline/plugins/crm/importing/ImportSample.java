package studio.backline.plugins.crm.importing;

import java.util.List;
import studio.backline.contract.text.Texts;

/**
 * What happens to one row.
 *
 * @param line where the row begins in the file, from 1
 * @param outcome what comes of it
 * @param display the person as shown; the row's first cells where there is none
 * @param reason for what is faulty or a duplicate: {@code crm.import.fault.<reason>}; else empty
 * @param detail for the reason's text, {0}: the field's code, or the line of the earlier row; for a
 *     namesake the id of whom they may be the same as
 * @param changes what the dry run would change of the person; empty after the import
 */
public record ImportSample(
        long line,
        Outcome outcome,
        String display,
        String reason,
        String detail,
        List<Change> changes) {

    private static final String FIELD = "field:";

    /** Copies. */
    public ImportSample {
        changes = List.copyOf(changes);
    }

    /**
     * One change of a person.
     *
     * @param field the code of an {@link ImportField}
     * @param before what is there now; empty where nothing is, or where it stays beside
     * @param after what the file says
     */
    public record Change(String field, String before, String after) {}

    /** Why the row was left out, in words. */
    public String why(Texts texts) {
        return why(texts, reason, detail);
    }

    static String why(Texts texts, String reason, String detail) {
        return texts.get("crm.import.fault." + reason, argument(texts, detail));
    }

    private static Object argument(Texts texts, String detail) {
        if (detail.startsWith(FIELD)) {
            return texts.get("crm.import.field." + detail.substring(FIELD.length()));
        }
        return detail.isEmpty() ? detail : Long.valueOf(detail);
    }

    /** What can come of a row. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        DUPLICATE,
        FAULTY,
        /** New, and without permission: they may be the same as somebody who said no. */
        NAMESAKE
    }
}
