package studio.backline.plugins.crm.importing.rows;

import java.util.List;

/**
 * Some thousand rows, read.
 *
 * @param records how many rows of the file are read with these
 * @param people those that can be taken
 * @param left those that cannot: faulty ones and repetitions
 */
public record Chunk(long records, List<ParsedRow.Known> people, List<Left> left) {

    /** How many rows are in it. */
    public int size() {
        return people.size() + left.size();
    }

    /**
     * A row that is not taken.
     *
     * @param row as read
     * @param repeats the line of the row that it repeats; 0 for a faulty one
     * @param known whether an earlier row of the file is the same person
     */
    public record Left(ParsedRow row, long repeats, boolean known) {}
}
