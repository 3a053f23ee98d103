package studio.backline.ui.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import studio.backline.contract.text.Texts;

/** When something was: told from now for as long as a day, and by its date after that. */
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

    /** In words; what a clock that is ahead has told is of just now. */
    public String of(Instant then) {
        Duration since = Duration.between(then, now);
        if (since.compareTo(MINUTE) < 0) {
            return texts.get("moment.now");
        }
        if (since.compareTo(HOUR) < 0) {
            return texts.get("moment.minutes", since.toMinutes());
        }
        if (since.compareTo(DAY) < 0) {
            return texts.get("moment.hours", since.toHours());
        }
        LocalDate day = LocalDate.ofInstant(then, zone);
        boolean thisYear = day.getYear() == LocalDate.ofInstant(now, zone).getYear();
        DateTimeFormatter format =
                thisYear
                        ? DateTimeFormatter.ofLocalizedPattern("MMMMd")
                        : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
        return format.withLocale(region).format(day);
    }
}
