package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.regex.Pattern;
import studio.backline.plugins.crm.csv.CsvCells;

/**
 * Reads tags out of a cell as other programs write them: Mailchimp puts each in quotes, Google
 * marks its own with a star and gives one of them to everybody.
 */
final class TagCells {

    private static final Pattern QUOTED =
            Pattern.compile("\\s*\"[^\"]+\"(?:\\s*,\\s*\"[^\"]+\")*\\s*");
    private static final Pattern ONE = Pattern.compile("\"([^\"]+)\"");
    private static final String EVERYBODY = "* myContacts";

    private TagCells() {}

    static List<String> values(String cell) {
        boolean lines = cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
        if (!lines && QUOTED.matcher(cell).matches()) {
            return ONE.matcher(cell)
                    .results()
                    .map(each -> each.group(1))
                    .filter(each -> !each.isBlank())
                    .toList();
        }
        List<String> values = CsvCells.values(cell);
        return lines || !values.contains(EVERYBODY)
                ? values
                : values.stream()
                        .filter(each -> !each.equals(EVERYBODY))
                        .map(each -> each.startsWith("* ") ? each.substring(2) : each)
                        .toList();
    }
}
