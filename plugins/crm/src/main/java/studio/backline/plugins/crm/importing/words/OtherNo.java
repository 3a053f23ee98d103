package studio.backline.plugins.crm.importing.words;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.PlainText;

/**
 * What a row says against calls, texts or post: as the export writes it, "withdrawn
 * 2024-05-03T12:00:00Z Told me on the phone", or as other files say that it happened.
 *
 * @param way what the person wants no more of
 * @param event what happened; it tightens, and is no bounce
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 */
public record OtherNo(Channel way, ConsentEvent event, Optional<Instant> at, String source) {

    private static final int MAX_SOURCE = 200;
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(withdrawn|objected|complained) (\\d{4}-\\S+)(?: (.*))?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * What a cell says; empty for nothing against it.
     *
     * @param meant whether somebody said that a cell means a no which is not understood
     * @param dayFirst whether the day comes before the month where slashes stand between them
     */
    public static Optional<OtherNo> read(
            Channel way, String cell, StatusWords words, boolean meant, boolean dayFirst) {
        Matcher written = WRITTEN.matcher(cell);
        if (written.matches()) {
            String source = written.group(3) == null ? "" : written.group(3);
            return Optional.of(
                    new OtherNo(
                            way,
                            ConsentEvent.valueOf(written.group(1).toUpperCase(Locale.ROOT)),
                            MailTimes.time(written.group(2), false),
                            PlainText.start(source.replace('\0', '\ufffd'), MAX_SOURCE)));
        }
        return said(cell, words)
                .event()
                .or(() -> Optional.of(ConsentEvent.WITHDRAWN).filter(no -> meant))
                .filter(event -> event != ConsentEvent.BOUNCED)
                .map(event -> new OtherNo(way, event, MailTimes.time(cell, dayFirst), ""));
    }

    /** Whether nobody can tell what a cell says. */
    public static boolean isStrange(String cell, StatusWords words) {
        return !WRITTEN.matcher(cell).matches() && !said(cell, words).understood();
    }

    private static StatusWords.Said said(String cell, StatusWords words) {
        return words.read(cell, ConsentEvent.WITHDRAWN);
    }
}
