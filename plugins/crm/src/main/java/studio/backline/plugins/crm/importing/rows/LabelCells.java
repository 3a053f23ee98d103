package studio.backline.plugins.crm.importing.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;

/**
 * Labels of contact points that stand in a column of their own, before it or behind it, as address
 * books write them: {@code E-mail 1 - Label} beside {@code E-mail 1 - Value}.
 */
final class LabelCells {

    /** How a mail is sent, and not what it is for. */
    private static final Set<String> TRANSPORTS = Set.of("smtp", "ex", "x400");

    private static final Set<String> USUAL =
            Set.of("work", "business", "home", "mobile", "private", "office", "other");

    private final List<ImportColumn> columns;
    private final Map<Integer, Integer> labels = new HashMap<>();

    LabelCells(List<ImportColumn> columns) {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).field() == ImportField.LABEL) {
                int beside = isOf(i, i + 1) || !isOf(i, i - 1) ? i + 1 : i - 1;
                if (isContact(beside)) {
                    labels.putIfAbsent(beside, i);
                }
            }
        }
    }

    /** A column with the label that a row has for it. */
    ImportColumn of(int index, CsvRow row) {
        ImportColumn column = columns.get(index);
        Integer label = labels.get(index);
        if (label == null) {
            return column;
        }
        String text = CsvCells.value(row.cells().get(label)).replaceFirst("^\\* ?", "").strip();
        String small = text.toLowerCase(Locale.ROOT);
        return text.isEmpty() || TRANSPORTS.contains(small)
                ? column
                : column.labelled(USUAL.contains(small) ? small : text);
    }

    private boolean isOf(int label, int contact) {
        return isContact(contact) && stem(label).equals(stem(contact));
    }

    private boolean isContact(int index) {
        return index >= 0
                && index < columns.size()
                && switch (columns.get(index).field()) {
                    case MAIL, PHONE, HANDLE, WEB -> true;
                    default -> false;
                };
    }

    private String stem(int index) {
        return Folding.fold(columns.get(index).header())
                .replaceFirst(" (label|type|typ|value|address|number)$", "");
    }
}
