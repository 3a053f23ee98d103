package studio.backline.plugins.crm.importing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;

/** The different values of a column further down a file than is shown, where they are few. */
final class ColumnLook {

    private static final int MOST_VALUES = 200;
    private static final int LONGEST = 80;

    private final int column;
    private final Set<String> values = new LinkedHashSet<>();
    private Optional<String> foreign = Optional.empty();
    private boolean over;

    ColumnLook(int column) {
        this.column = column;
    }

    void add(CsvRow row) {
        if (over && foreign.isPresent() || row.cells().size() <= column) {
            return;
        }
        String value = CsvCells.value(row.cells().get(column)).strip();
        foreign =
                foreign.or(
                        () ->
                                Optional.of(PlainText.start(value, LONGEST))
                                        .filter(ImportColumn::isForeign));
        if (over) {
            return;
        }
        if (value.length() > LONGEST || values.size() == MOST_VALUES) {
            over = true;
            values.clear();
        } else if (!value.isEmpty()) {
            values.add(value);
        }
    }

    /** The first value with a letter beyond ASCII, by which a wrong encoding is seen. */
    Optional<String> foreign() {
        return foreign;
    }

    /** All values; none where there are too many for answers, or too long ones. */
    List<String> values() {
        return List.copyOf(values);
    }
}
