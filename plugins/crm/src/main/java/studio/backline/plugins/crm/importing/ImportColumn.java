package studio.backline.plugins.crm.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * A column of the file as found.
 *
 * @param header its name in the file; empty where it has none
 * @param samples a few of its values that are not empty
 * @param field what it seems to hold, or was said to hold the last time
 * @param label the label for its contact points: the platform of a handle, work or home; may be
 *     empty
 */
public record ImportColumn(String header, List<String> samples, ImportField field, String label) {

    /** How many of the samples are shown. */
    public static final int SHOWN = 3;

    /** The label of a column of dates that have the day before the month, with slashes. */
    public static final String DAY_FIRST = "day/month";

    /** The label of a column of dates that have the month before the day, with slashes. */
    public static final String MONTH_FIRST = "month/day";

    /** The label of a column that is left out, of which somebody said that it is none of mail's. */
    public static final String LOOKED_AT = "looked at";

    private static final Pattern SLASHED =
            Pattern.compile("((\\d{1,2})/(\\d{1,2})/(?:\\d{4}|\\d{2}(?!\\d))).*");

    /** Copies; who takes a column after all has no look at it behind them. */
    public ImportColumn {
        samples = List.copyOf(samples);
        if (field != ImportField.IGNORE && label.equals(LOOKED_AT)) {
            label = "";
        }
    }

    /** Whether somebody has said that it does not tell whether people may be written to. */
    public boolean isLookedAt() {
        return label.equals(LOOKED_AT);
    }

    /**
     * What it is called, by its place where the file does not say.
     *
     * @param index from 0
     */
    public String name(Texts texts, int index) {
        return header.isBlank() ? texts.get("crm.import.column.unnamed", index + 1) : header;
    }

    /** The order in which its dates are written, where that is known. */
    public boolean isOrdered() {
        return label.equals(DAY_FIRST) || label.equals(MONTH_FIRST);
    }

    /** The same with another label. */
    public ImportColumn labelled(String other) {
        return new ImportColumn(header, samples, field, other);
    }

    /** The same with a value as the last that is shown, if it alone has letters beyond ASCII. */
    ImportColumn showing(String foreign) {
        if (samples.stream().limit(SHOWN).anyMatch(ImportColumn::isForeign)) {
            return this;
        }
        List<String> more = new ArrayList<>(samples);
        more.remove(foreign);
        more.add(Math.min(SHOWN - 1, more.size()), foreign);
        return new ImportColumn(header, more, field, label);
    }

    /** Whether there is a letter beyond ASCII. */
    static boolean isForeign(String value) {
        return value.chars().anyMatch(sign -> sign >= 0x80 && Character.isLetter(sign));
    }

    /** The same in a file of another kind, which may have nothing of the sort. */
    ImportColumn of(PartyTables kind) {
        return field.isOf(kind) ? this : as(ImportField.IGNORE);
    }

    /** The same as another field, with a label no more. */
    ImportColumn as(ImportField other) {
        return new ImportColumn(header, samples, other, "");
    }

    /** A date among the samples of which none tells whether the day or the month comes first. */
    public Optional<String> doubtfulDate() {
        if (!order(samples).isEmpty()) {
            return Optional.empty();
        }
        List<Matcher> dates =
                samples.stream().map(SLASHED::matcher).filter(Matcher::matches).toList();
        return dates.stream()
                .filter(date -> !date.group(2).equals(date.group(3)))
                .findFirst()
                .or(() -> dates.stream().findFirst())
                .map(date -> date.group(1));
    }

    /** The label that dates with slashes ask for by themselves; empty where they do not. */
    static String order(List<String> values) {
        boolean dayFirst = isAbove12(values, 2);
        boolean monthFirst = isAbove12(values, 3);
        if (dayFirst == monthFirst) {
            return "";
        }
        return dayFirst ? DAY_FIRST : MONTH_FIRST;
    }

    private static boolean isAbove12(List<String> values, int part) {
        return values.stream()
                .map(SLASHED::matcher)
                .anyMatch(date -> date.matches() && Integer.parseInt(date.group(part)) > 12);
    }
}
