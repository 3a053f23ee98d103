package studio.backline.plugins.crm.importing.rows;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.AnswerLook;
import studio.backline.plugins.crm.importing.words.LetterNames;
import studio.backline.plugins.crm.importing.words.StatusWords;

/** A column that is not read as a status, and may hold the no of somebody all the same. */
final class LeftOutColumn {

    // What holds more values than these is no status.
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_STANDINGS = 6;
    private static final int MOST_REASONS = 20;
    private static final int LONGEST_STANDING = 40;
    private static final Pattern SOMETHING = Pattern.compile("[\\p{L}1-9]");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}.*");

    private final int index;
    private final LetterNames.Subject subject;
    private final StatusWords words = new StatusWords();
    private final Map<String, Boolean> known = new HashMap<>();
    private final boolean looks;
    private final boolean ends;
    private final Set<String> values = new LinkedHashSet<>();
    private long rows;
    private boolean told;
    private boolean dated;

    private LeftOutColumn(int index, LetterNames.Subject subject, boolean looks, boolean ends) {
        this.index = index;
        this.subject = subject;
        this.looks = looks;
        this.ends = ends;
    }

    static @Nullable LeftOutColumn of(int index, ImportColumn column) {
        String header = column.header();
        return switch (column.field()) {
            case IGNORE ->
                    new LeftOutColumn(
                            index,
                            LetterNames.of(header),
                            !column.isLookedAt() && !LetterNames.isApart(header),
                            LetterNames.tellsAnEnd(header));
            case TAGS, ROLES -> new LeftOutColumn(index, LetterNames.Subject.OTHER, false, false);
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
        if (looks) {
            look(cell);
        }
        Boolean before = known.get(cell);
        if (before != null) {
            return before;
        }
        if (known.size() >= MOST_VALUES) {
            return false;
        }
        boolean tells = judge(cell);
        known.put(cell, tells);
        told |= tells;
        return tells;
    }

    /** How many rows hold something. */
    long rows() {
        return rows;
    }

    /**
     * All that stands in it, after the last row, where that may be how people stand: nothing but
     * yes and no, a few words of which one is a no or sounds like one, or under the name of an end
     * the days of it.
     */
    Optional<Place> standing() {
        boolean asked = looks && !told && (isStanding() || ends && isEnd());
        return asked ? Optional.of(Place.of(index, String.join(", ", values))) : Optional.empty();
    }

    private void look(String cell) {
        boolean full = values.size() > MOST_REASONS;
        if (full && !ends) {
            return;
        }
        String value = cell.strip();
        if (values.contains(value) || full && dated) {
            rows++;
        } else if (!StatusWords.isNothing(value)) {
            rows++;
            dated |= ends && StatusWords.isDate(value);
            if (!full) {
                values.add(value);
            }
        }
    }

    private boolean isStanding() {
        return !values.isEmpty()
                && (values.stream().allMatch(words::isBare)
                        || AnswerLook.looksAnswered(values)
                        || values.size() <= MOST_STANDINGS
                                && values.stream().allMatch(LeftOutColumn::isShort)
                                && values.stream().anyMatch(this::isNo));
    }

    private boolean isEnd() {
        return dated
                || values.size() <= MOST_REASONS
                        && values.stream().anyMatch(value -> SOMETHING.matcher(value).find());
    }

    private boolean isNo(String value) {
        return WORD.matcher(value).matches()
                && (words.refuses(value) || StatusWords.soundsLikeNo(value));
    }

    private static boolean isShort(String value) {
        return value.length() <= LONGEST_STANDING;
    }

    private boolean judge(String cell) {
        return switch (subject) {
            case OTHER -> words.leaves(cell);
            case WANTED, LIST -> words.leaves(cell) || words.refuses(cell);
            case LEFT, DEAD, UNCLEAR -> !StatusWords.isNothing(cell);
        };
    }
}
