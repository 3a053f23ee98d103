package studio.backline.ui.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import studio.backline.contract.text.Texts;

/** When something was, or is to come: told from now up to a day, and else by its date. */
public final class Moments {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Texts texts;
    private final Instant now;
    private final ZoneId zone;
    private final Locale region;

    /**
     * @param region how whoever reads writes days
     */
    public Moments(Texts texts, Instant now, ZoneId zone, Locale region) {
        this.texts = texts;
        this.now = now;
        this.zone = zone;
        this.region = region;
    }

    /** As of now, for whoever reads. */
    public static Moments here(Texts texts) {
        return new Moments(texts, Instant.now(), HostTexts.readerZone(), HostTexts.readerRegion());
    }

    /** What was, in words; what a clock that is ahead has told is of just now. */
    public String of(Instant then) {
        return told("moment.", Duration.between(then, now), then);
    }

    /** What is to come, in words; what is due already comes at once. */
    public String until(Instant then) {
        return told("moment.until.", Duration.between(now, then), then);
    }

    private String told(String keys, Duration apart, Instant then) {
        if (apart.compareTo(MINUTE) < 0) {
            return texts.get(keys + "now");
        }
        if (apart.compareTo(HOUR) < 0) {
            return texts.get(keys + "minutes", apart.toMinutes());
        }
        if (apart.compareTo(DAY) < 0) {
            return texts.get(keys + "hours", apart.toHours());
        }
        return day(then);
    }

    /** Its date, with the year when it is another than this. */
    public String day(Instant then) {
        LocalDate day = LocalDate.ofInstant(then, zone);
        boolean thisYear = day.getYear() == LocalDate.ofInstant(now, zone).getYear();
        DateTimeFormatter format =
                thisYear
                        ? DateTimeFormatter.ofLocalizedPattern("MMMMd")
                        : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
        return format.withLocale(region).format(day);
    }

    /** A day in the long and the short way of a region, to choose it by. */
    public static String example(LocalDate day, Locale region) {
        return dated(day, FormatStyle.LONG, region) + ", " + dated(day, FormatStyle.SHORT, region);
    }

    private static String dated(LocalDate day, FormatStyle style, Locale region) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(region).format(day);
    }
}
