package studio.backline.plugins.crm.importing.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /** The same without some people, who are left out for a reason. */
    public Chunk without(Set<Long> lines, String reason) {
        List<Left> out = new ArrayList<>(left);
        people.stream()
                .filter(row -> lines.contains(row.line()))
                .forEach(row -> out.add(new Left(row.leftOut(reason), 0, true)));
        List<ParsedRow.Known> taken =
                people.stream().filter(row -> !lines.contains(row.line())).toList();
        return new Chunk(records, taken, out);
    }

    /**
     * A row that is not taken.
     *
     * @param row as read
     * @param repeats the line of the row that it repeats; 0 for a faulty one
     * @param known whether it is known who it is: an earlier row of the file tells
     */
    public record Left(ParsedRow row, long repeats, boolean known) {}
}
