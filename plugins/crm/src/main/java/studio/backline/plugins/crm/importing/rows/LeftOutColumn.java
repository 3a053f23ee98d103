package studio.backline.plugins.crm.importing.rows;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.words.LetterNames;
import studio.backline.plugins.crm.importing.words.StatusWords;

/** A column that is not read as a status, and may hold the no of somebody all the same. */
final class LeftOutColumn {

    // What holds more values than these is no status.
    private static final int MOST_VALUES = 1_000;

    private final int index;
    private final LetterNames.Subject subject;
    private final StatusWords words = new StatusWords();
    private final Map<String, Boolean> known = new HashMap<>();

    private LeftOutColumn(int index, LetterNames.Subject subject) {
        this.index = index;
        this.subject = subject;
    }

    static @Nullable LeftOutColumn of(int index, ImportColumn column) {
        return switch (column.field()) {
            case IGNORE -> new LeftOutColumn(index, LetterNames.of(column.header()));
            case TAGS, ROLES -> new LeftOutColumn(index, LetterNames.Subject.OTHER);
            default -> null;
        };
    }

    int index() {
        return index;
    }

    /** Whether a cell may say that somebody is not to be written to. */
    boolean tells(String cell) {
        if (cell.isBlank()) {
            return false;
        }
        Boolean told = known.get(cell);
        if (told != null) {
            return told;
        }
        if (known.size() >= MOST_VALUES) {
            return false;
        }
        boolean tells = judge(cell);
        known.put(cell, tells);
        return tells;
    }

    private boolean judge(String cell) {
        return switch (subject) {
            case OTHER -> words.leaves(cell);
            case WANTED -> words.leaves(cell) || words.refuses(cell);
            case LEFT, DEAD, UNCLEAR -> !StatusWords.isNothing(cell);
        };
    }
}
