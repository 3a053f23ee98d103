package studio.backline.plugins.crm.importing;

/**
 * How the rows of a file came out, or would.
 *
 * @param rows in all so far
 * @param created new people
 * @param changed people here already, of whom the file knows more or other things
 * @param unchanged people here already, of whom it knows nothing new
 * @param duplicate rows that repeat an earlier row of the file
 * @param faulty rows that cannot be taken
 * @param optOuts withdrawals, bounces and complaints taken
 */
public record ImportCounts(
        long rows,
        long created,
        long changed,
        long unchanged,
        long duplicate,
        long faulty,
        long optOuts) {

    /** Nothing so far. */
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                rows + other.rows,
                created + other.created,
                changed + other.changed,
                unchanged + other.unchanged,
                duplicate + other.duplicate,
                faulty + other.faulty,
                optOuts + other.optOuts);
    }
}
