package studio.backline.plugins.crm.importing.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Some thousand rows, read.
 *
 * @param records how many rows of the file are read with these
 * @param people those that can be taken, of a file of people
 * @param organisations those that can be taken, of a file of organisations
 * @param left those that cannot: faulty ones and repetitions
 * @param alone those of the left ones that name an organisation and nobody there, as people
 */
public record Chunk(
        long records,
        List<ParsedRow.Known> people,
        List<ParsedRow.Organisation> organisations,
        List<Left> left,
        List<ParsedRow.Known> alone) {

    /** How many rows are in it. */
    public int size() {
        return taken().size() + left.size();
    }

    /** Those that can be taken: the one or the other. */
    public List<? extends ParsedRow> taken() {
        return organisations.isEmpty() ? people : organisations;
    }

    /** The same without some, which are left out for a reason. */
    public Chunk without(Set<Long> lines, String reason) {
        List<Left> out = new ArrayList<>(left);
        taken().stream()
                .filter(row -> lines.contains(row.line()))
                .forEach(row -> out.add(new Left(row.leftOut(reason), 0, true)));
        return new Chunk(records, others(people, lines), others(organisations, lines), out, alone);
    }

    /** The same with some rows taken that name nobody, and are about somebody who is here. */
    public Chunk taking(Set<Long> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        List<ParsedRow.Known> more = new ArrayList<>(people);
        alone.stream().filter(row -> lines.contains(row.line())).forEach(more::add);
        more.sort(Comparator.comparingLong(ParsedRow.Known::line));
        return new Chunk(
                records,
                more,
                organisations,
                left.stream().filter(each -> !lines.contains(each.row().line())).toList(),
                others(alone, lines));
    }

    private static <R extends ParsedRow> List<R> others(List<R> rows, Set<Long> lines) {
        return rows.stream().filter(row -> !lines.contains(row.line())).toList();
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
