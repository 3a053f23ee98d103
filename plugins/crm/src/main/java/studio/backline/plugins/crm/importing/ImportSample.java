package studio.backline.plugins.crm.importing;

/**
 * What happens to one row.
 *
 * @param line where the row begins in the file, from 1
 * @param outcome what comes of it
 * @param display the person as shown; the row's first cells where there is none
 * @param reason for what is faulty or a duplicate: {@code crm.import.fault.<reason>}; else empty
 * @param detail for the reason's text, {0}: the field's code, or the line of the earlier row
 */
public record ImportSample(
        long line, Outcome outcome, String display, String reason, String detail) {

    /** What can come of a row. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        DUPLICATE,
        FAULTY
    }
}
