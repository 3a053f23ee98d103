package studio.backline.plugins.crm.importing.rows;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.contact.Unseen;
import studio.backline.plugins.crm.csv.CsvCells;

/**
 * Reads addresses out of a cell as mail programs write them: with a name before and angle brackets
 * around (RFC 5322), or as a link that begins with mailto: (RFC 6068).
 */
final class MailCells {

    private static final Pattern QUOTED_NAME = Pattern.compile("\"[^\"]*\"\\s*(?=<)");

    private static final Pattern BETWEEN = Pattern.compile("[ /]+");

    private MailCells() {}

    /** The addresses with their labels, as they stand; what is no address stays what it is. */
    static List<CsvCells.Labelled> addresses(String cell) {
        boolean names = cell.indexOf('<') >= 0;
        String bare = names ? QUOTED_NAME.matcher(cell).replaceAll("") : cell;
        List<CsvCells.Labelled> found =
                CsvCells.values(bare).stream()
                        // Half of a name in which there is a comma.
                        .filter(each -> !names || mayHold(each))
                        .map(MailCells::labelled)
                        .map(
                                each ->
                                        new CsvCells.Labelled(
                                                MailAddress.bare(each.value()), each.label()))
                        .filter(each -> !each.value().isEmpty())
                        .flatMap(MailCells::apart)
                        .toList();
        // What holds no address at all must not vanish: it is refused as what it is.
        return found.isEmpty() && !Unseen.without(cell).isEmpty()
                ? List.of(new CsvCells.Labelled(cell, ""))
                : found;
    }

    /** The addresses as they compare, without what is none. */
    static List<String> whole(String cell) {
        return mayHold(cell)
                ? addresses(cell).stream()
                        .flatMap(each -> MailAddress.normalised(each.value()).stream())
                        .toList()
                : List.of();
    }

    /**
     * What is closed where a row says no: the addresses as they compare, and of what is none
     * whatever in it looks like one.
     */
    static List<String> closing(String cell) {
        if (!mayHold(cell)) {
            return List.of();
        }
        return addresses(cell).stream()
                .flatMap(
                        each ->
                                MailAddress.normalised(each.value())
                                        .map(Stream::of)
                                        .orElseGet(() -> somewhere(each)))
                .toList();
    }

    private static Stream<String> somewhere(CsvCells.Labelled told) {
        return MailAddress.in(told.value() + ' ' + told.label()).stream();
    }

    /** Whole addresses with a blank or a slash between them are as many. */
    private static Stream<CsvCells.Labelled> apart(CsvCells.Labelled told) {
        String[] parts = BETWEEN.split(told.value());
        boolean several =
                parts.length > 1
                        && MailAddress.normalised(told.value()).isEmpty()
                        && Arrays.stream(parts)
                                .noneMatch(each -> MailAddress.normalised(each).isEmpty());
        return several
                ? Arrays.stream(parts)
                        .map(each -> new CsvCells.Labelled(MailAddress.bare(each), told.label()))
                : Stream.of(told);
    }

    /** What nobody sees is no part of an address, but may be one of a label. */
    private static CsvCells.Labelled labelled(String text) {
        CsvCells.Labelled told = CsvCells.labelled(text);
        return told.label().isEmpty() ? CsvCells.labelled(Unseen.without(text)) : told;
    }

    /** Whether there may be an address in a cell at all. */
    static boolean mayHold(String cell) {
        return cell.indexOf('@') >= 0 || cell.indexOf('\uff20') >= 0 || cell.indexOf('\ufe6b') >= 0;
    }
}
