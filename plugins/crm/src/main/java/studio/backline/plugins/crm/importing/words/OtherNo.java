package studio.backline.plugins.crm.importing.words;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.csv.CsvCells;

/**
 * What a row says against calls, texts or post: as the export writes it, "withdrawn
 * 2024-05-03T12:00:00Z Told me on the phone", or as other files say that it happened. A number that
 * is closed by itself has a line of its own: "withdrawn (number +4934155501) 2024-05-03T12:00:00Z
 * Told me".
 *
 * @param way what the person wants no more of
 * @param event what happened; it tightens, and is no bounce
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 * @param number which number is closed, whoever has it; empty where it is the person who said no
 */
public record OtherNo(
        Channel way,
        ConsentEvent event,
        Optional<Instant> at,
        String source,
        Optional<String> number) {

    private static final int MAX_SOURCE = 200;
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(withdrawn|objected|complained) (\\d{4}-\\S+)(?: (.*))?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OF_NUMBER =
            Pattern.compile(
                    "(withdrawn|objected|complained) \\(number (.+?)\\) (\\d{4}-\\S+)(?: (.*))?",
                    Pattern.CASE_INSENSITIVE);

    /** A no of the person. */
    public OtherNo(Channel way, ConsentEvent event, Optional<Instant> at, String source) {
        this(way, event, at, source, Optional.empty());
    }

    /**
     * What a cell says; empty for nothing against it.
     *
     * @param meant whether somebody said that a cell means a no which is not understood
     * @param dayFirst whether the day comes before the month where slashes stand between them
     */
    public static List<OtherNo> read(
            Channel way, String cell, StatusWords words, boolean meant, boolean dayFirst) {
        return parts(cell).stream()
                .flatMap(part -> part(way, part, words, meant, dayFirst).stream())
                .toList();
    }

    private static Optional<OtherNo> part(
            Channel way, String cell, StatusWords words, boolean meant, boolean dayFirst) {
        Matcher number = OF_NUMBER.matcher(cell);
        if (number.matches()) {
            return Optional.of(
                    new OtherNo(
                            way,
                            event(number.group(1)),
                            MailTimes.time(number.group(3), false),
                            source(number.group(4)),
                            Optional.of(number.group(2))));
        }
        Matcher written = WRITTEN.matcher(cell);
        if (written.matches()) {
            return Optional.of(
                    new OtherNo(
                            way,
                            event(written.group(1)),
                            MailTimes.time(written.group(2), false),
                            source(written.group(3))));
        }
        return said(cell, words)
                .event()
                .or(() -> Optional.of(ConsentEvent.WITHDRAWN).filter(no -> meant))
                .filter(event -> event != ConsentEvent.BOUNCED)
                .map(event -> new OtherNo(way, event, MailTimes.time(cell, dayFirst), ""));
    }

    /** Whether nobody can tell what a cell says. */
    public static boolean isStrange(String cell, StatusWords words) {
        return parts(cell).stream()
                .anyMatch(
                        part ->
                                !OF_NUMBER.matcher(part).matches()
                                        && !WRITTEN.matcher(part).matches()
                                        && !said(part, words).understood());
    }

    /** Its lines, where one is about a number alone: else a source may go over several. */
    private static List<String> parts(String cell) {
        List<String> lines = CsvCells.lines(cell);
        return lines.stream().anyMatch(line -> OF_NUMBER.matcher(line).matches())
                ? lines
                : List.of(cell);
    }

    private static ConsentEvent event(String word) {
        return ConsentEvent.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String source(@Nullable String text) {
        return text == null ? "" : PlainText.start(text.replace('\0', '\ufffd'), MAX_SOURCE);
    }

    private static StatusWords.Said said(String cell, StatusWords words) {
        return words.read(cell, ConsentEvent.WITHDRAWN);
    }
}
