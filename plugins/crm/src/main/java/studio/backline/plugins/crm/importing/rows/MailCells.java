package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.plugins.crm.csv.CsvCells;

/**
 * Reads addresses out of a cell as mail programs write them: with a name before and angle brackets
 * around (RFC 5322), or as a link that begins with mailto: (RFC 6068).
 */
final class MailCells {

    private static final Pattern QUOTED_NAME = Pattern.compile("\"[^\"]*\"\\s*(?=<)");
    private static final Pattern BRACKETS = Pattern.compile("<\\s*([^<>\\s]+)\\s*>");
    private static final String LINK = "mailto:";

    private MailCells() {}

    /** The addresses with their labels, as they stand; what is no address stays what it is. */
    static List<CsvCells.Labelled> addresses(String cell) {
        boolean names = cell.indexOf('<') >= 0;
        String bare = names ? QUOTED_NAME.matcher(cell).replaceAll("") : cell;
        List<CsvCells.Labelled> found =
                CsvCells.values(bare).stream()
                        // Half of a name in which there is a comma.
                        .filter(each -> !names || each.indexOf('@') >= 0)
                        .map(CsvCells::labelled)
                        .map(each -> new CsvCells.Labelled(address(each.value()), each.label()))
                        .toList();
        // What holds no address at all must not vanish: it is refused as what it is.
        return found.isEmpty() && !cell.isBlank()
                ? List.of(new CsvCells.Labelled(cell, ""))
                : found;
    }

    private static String address(String value) {
        Matcher brackets = BRACKETS.matcher(value);
        String text = brackets.find() ? brackets.group(1) : value.strip();
        if (!text.toLowerCase(Locale.ROOT).startsWith(LINK)) {
            return brackets.reset().find() ? text : value;
        }
        int question = text.indexOf('?');
        return text.substring(LINK.length(), question < 0 ? text.length() : question);
    }
}
