package studio.backline.plugins.crm.importing.words;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.backline.contract.text.Folding;

/** Days whose month is written in words, in the languages that columns are known in. */
final class MonthNames {

    private static final List<Locale> LANGUAGES =
            List.of(
                            "en", "de", "pl", "fr", "es", "it", "pt", "nl", "cs", "sk", "sv", "da",
                            "nb", "fi", "tr", "hu", "ro", "hr", "el", "ru", "uk")
                    .stream()
                    .map(Locale::of)
                    .toList();
    private static final List<TextStyle> STYLES =
            List.of(
                    TextStyle.FULL,
                    TextStyle.FULL_STANDALONE,
                    TextStyle.SHORT,
                    TextStyle.SHORT_STANDALONE);
    private static final Set<String> BETWEEN =
            Set.of(
                    "of", "de", "del", "the", "den", "am", "um", "at", "a", "o", "г", "р", "le",
                    "dne");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(st|nd|rd|th|er|a|o)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Map<String, Integer> MONTHS = months();
    private static final Set<String> WEEKDAYS = weekdays();

    private MonthNames() {}

    /** The day; empty where the words are no date. */
    static Optional<LocalDate> day(String text) {
        List<String> numbers = new ArrayList<>();
        int month = 0;
        int before = 0;
        for (String word : Folding.fold(text).split(" ")) {
            String plain = ORDINAL.matcher(word).replaceFirst("$1");
            Integer named = MONTHS.get(plain);
            if (named != null && month == 0) {
                month = named;
                before = numbers.size();
            } else if (NUMBER.matcher(plain).matches()) {
                numbers.add(plain);
            } else if (!WEEKDAYS.contains(plain) && !BETWEEN.contains(plain)) {
                return Optional.empty();
            }
        }
        return month == 0 || numbers.size() != 2 ? Optional.empty() : day(numbers, month, before);
    }

    private static Optional<LocalDate> day(List<String> numbers, int month, int before) {
        boolean yearFirst = numbers.getFirst().length() == 4;
        String year = yearFirst ? numbers.getFirst() : numbers.getLast();
        String day = yearFirst ? numbers.getLast() : numbers.getFirst();
        boolean sound = (year.length() == 4 || year.length() == 2) && day.length() <= 2;
        return sound && (before > 0 || !yearFirst)
                ? Optional.of(LocalDate.of(MailTimes.year(year), month, Integer.parseInt(day)))
                : Optional.empty();
    }

    // What is October in one language and November in another is no month here.
    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        Set<String> doubtful = new HashSet<>();
        // German files abbreviate as Germans do, and not as Unicode has it.
        months.put("mrz", 3);
        months.put("sept", 9);
        for (Locale language : LANGUAGES) {
            for (TextStyle style : STYLES) {
                for (Month month : Month.values()) {
                    String name = Folding.fold(month.getDisplayName(style, language));
                    Integer other = months.putIfAbsent(name, month.getValue());
                    if (other != null && other != month.getValue()) {
                        doubtful.add(name);
                    }
                }
            }
        }
        months.keySet().removeAll(doubtful);
        return months;
    }

    private static Set<String> weekdays() {
        Set<String> days = new HashSet<>();
        for (Locale language : LANGUAGES) {
            for (TextStyle style : STYLES) {
                for (DayOfWeek day : DayOfWeek.values()) {
                    days.addAll(
                            List.of(Folding.fold(day.getDisplayName(style, language)).split(" ")));
                }
            }
        }
        return days;
    }
}
