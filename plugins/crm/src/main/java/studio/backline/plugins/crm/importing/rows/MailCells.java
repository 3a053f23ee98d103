package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.regex.Pattern;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.contact.Unseen;
import studio.backline.plugins.crm.csv.CsvCells;

/**
 * Reads addresses out of a cell as mail programs write them: with a name before and angle brackets
 * around (RFC 5322), or as a link that begins with mailto: (RFC 6068).
 */
final class MailCells {

    private static final Pattern QUOTED_NAME = Pattern.compile("\"[^\"]*\"\\s*(?=<)");

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
                        .toList();
        // What holds no address at all must not vanish: it is refused as what it is.
        return found.isEmpty() && !Unseen.without(cell).isEmpty()
                ? List.of(new CsvCells.Labelled(cell, ""))
                : found;
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
