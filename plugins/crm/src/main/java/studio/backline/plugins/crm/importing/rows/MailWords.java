package studio.backline.plugins.crm.importing.rows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.backline.contract.text.Folding;

/** How files word that something happened, and when. */
final class MailWords {

    private static final Set<String> NOTHING =
            Set.of(
                    "",
                    "no",
                    "false",
                    "0",
                    "n",
                    "nein",
                    "nie",
                    "f",
                    "null",
                    "none",
                    "never",
                    "na",
                    "n a",
                    "non",
                    "faux",
                    "falsch",
                    "off",
                    "not unsubscribed",
                    "subscribed");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}).*");
    private static final List<DateTimeFormatter> FORMATS =
            List.of(
                    DateTimeFormatter.ISO_DATE_TIME,
                    DateTimeFormatter.ISO_DATE,
                    DateTimeFormatter.ofPattern(
                            "yyyy-MM-dd HH:mm:ss[.SSSSSS][xxx][xx]", Locale.ROOT),
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[ 'UTC']", Locale.ROOT),
                    DateTimeFormatter.ofPattern("yyyy/MM/dd[ HH:mm:ss][ HH:mm]", Locale.ROOT),
                    DateTimeFormatter.ofPattern("d MMM yyyy[ HH:mm:ss]", Locale.ENGLISH),
                    DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH));

    private MailWords() {}

    /** Whether a cell of a column such as 'unsubscribed' says that it is so: a date, or yes. */
    static boolean happened(String cell) {
        return !NOTHING.contains(Folding.fold(cell));
    }

    /**
     * A time as files write it, in UTC where no offset stands; empty for anything else.
     *
     * @param dayFirst whether the day comes before the month where slashes stand between them
     */
    static Optional<Instant> time(String cell, boolean dayFirst) {
        String text = cell.strip();
        if (text.length() < 8) {
            return Optional.empty();
        }
        var day = DAY.matcher(text);
        if (day.matches()) {
            return date(
                    Integer.parseInt(day.group(1)),
                    Integer.parseInt(day.group(2)),
                    Integer.parseInt(day.group(3)),
                    !dayFirst && text.indexOf('/') > 0);
        }
        for (DateTimeFormatter format : FORMATS) {
            try {
                return Optional.of(instant(format.parse(text)));
            } catch (DateTimeException otherFormat) {
                continue;
            }
        }
        return Optional.empty();
    }

    // Slashes are as the column says where that makes a date, points and dashes are European.
    private static Optional<Instant> date(int first, int second, int year, boolean slashes) {
        boolean american = slashes && first <= 12 || second > 12;
        try {
            LocalDate date =
                    american
                            ? LocalDate.of(year, first, second)
                            : LocalDate.of(year, second, first);
            return Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time)
                .toInstant(offset == null ? ZoneOffset.UTC : offset);
    }
}
