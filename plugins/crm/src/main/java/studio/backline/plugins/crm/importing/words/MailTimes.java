package studio.backline.plugins.crm.importing.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as files write them: ISO, with the month as a number or in words, with the time of
 * day and an offset or without, as the header of a mail, as seconds since 1970. UTC where no offset
 * stands. A day to come is none of them, nor is one before mail was.
 */
public final class MailTimes {

    private static final int FIRST_YEAR = 1971;
    private static final int LONGEST = 80;
    private static final Pattern TIME =
            Pattern.compile(
                    "(?<![\\d:])(\\d{1,2})[:h](\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
                            + "(?:\\s*([ap])\\.?m\\.?(?![a-z]))?");
    private static final Pattern OFFSET = Pattern.compile("^([+-])(\\d{1,2}):?(\\d{2})?");
    private static final Pattern ZONE =
            Pattern.compile(
                    "^(?:z|utc|gmt|ut|cest|cet|mesz|mez|bst|est|edt|cst|cdt|mst|mdt|pst|pdt|uhr)"
                            + "(?![a-z])");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[-/.] ?(\\d{1,2})[-/.] ?(\\d{1,2})\\.?t?");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})([-/.]) ?(\\d{1,2})[-/.] ?(\\d{4}|\\d{2})");
    private static final Pattern SIGNS =
            Pattern.compile("(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일]");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})t?");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(\\.\\d+)?");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");
    private static final Pattern BRACKETS = Pattern.compile("\\s*[(\\[][^)\\]]*[)\\]]\\s*$");

    private static final Pattern BEFORE_TIME =
            Pattern.compile("[\\s,]+(?:um|at|à|o|kl\\.?|klo)?[\\s,]*$");

    private MailTimes() {}

    /**
     * A time; empty for anything else.
     *
     * @param dayFirst whether the day comes before the month where slashes stand between them
     */
    public static Optional<Instant> time(String cell, boolean dayFirst) {
        if (cell.length() > LONGEST) {
            return Optional.empty();
        }
        String text = BRACKETS.matcher(cell.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        if (text.length() < 6 || !hasDigit(text)) {
            return Optional.empty();
        }
        try {
            return parsed(text, dayFirst).filter(MailTimes::isLikely);
        } catch (DateTimeException | NumberFormatException noDate) {
            return Optional.empty();
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    // The day as it is here, as where a person types one.
    private static boolean isLikely(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneId.systemDefault());
        return !day.isAfter(LocalDate.now(ZoneId.systemDefault())) && day.getYear() >= FIRST_YEAR;
    }

    private static Optional<Instant> parsed(String text, boolean dayFirst) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.split("\\.")[0])));
        }
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        Matcher time = TIME.matcher(text);
        if (!time.find()) {
            return day(text, dayFirst).map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        Rest rest = Rest.of(text.substring(time.end()).strip());
        String days = text.substring(0, time.start()) + ' ' + rest.text();
        return day(days, dayFirst).map(day -> day.atTime(clock(time)).toInstant(rest.offset()));
    }

    private static LocalTime clock(Matcher time) {
        int hour = Integer.parseInt(time.group(1));
        String half = time.group(5);
        if (half != null) {
            hour = hour % 12 + (half.equals("p") ? 12 : 0);
        }
        String second = time.group(3);
        String fraction = time.group(4);
        return LocalTime.of(
                hour,
                Integer.parseInt(time.group(2)),
                second == null ? 0 : Math.min(59, Integer.parseInt(second)),
                fraction == null
                        ? 0
                        : Integer.parseInt((fraction + "0".repeat(9)).substring(0, 9)));
    }

    private static Optional<LocalDate> day(String text, boolean dayFirst) {
        String bare = BEFORE_TIME.matcher(text).replaceFirst("").strip();
        for (Pattern yearFirst : List.of(YEAR_FIRST, SIGNS, COMPACT)) {
            Matcher date = yearFirst.matcher(bare);
            if (date.matches()) {
                return Optional.of(LocalDate.of(part(date, 1), part(date, 2), part(date, 3)));
            }
        }
        Matcher date = YEAR_LAST.matcher(bare);
        if (date.matches()) {
            return yearLast(date, dayFirst);
        }
        return MonthNames.day(bare);
    }

    // Slashes are as the column says where that makes a date, points and dashes are European.
    private static Optional<LocalDate> yearLast(Matcher date, boolean dayFirst) {
        int first = part(date, 1);
        int second = part(date, 3);
        String year = date.group(4);
        if (year.length() == 2 && date.group(2).equals("-")) {
            // Nobody can tell which of the three the year is.
            return Optional.empty();
        }
        boolean slashes = date.group(2).equals("/") && !dayFirst;
        boolean american = slashes && first <= 12 || second > 12;
        int whole = year(year);
        return Optional.of(
                american ? LocalDate.of(whole, first, second) : LocalDate.of(whole, second, first));
    }

    /** A year of two digits is the last one that ends so. */
    static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        int now = LocalDate.now(ZoneId.systemDefault()).getYear();
        int century = now - now % 100;
        return year + century > now ? year + century - 100 : year + century;
    }

    private static int part(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }

    /**
     * What stands behind the time of day.
     *
     * @param text without zone and offset
     */
    private record Rest(String text, ZoneOffset offset) {

        static Rest of(String behind) {
            ZoneOffset offset = ZoneOffset.UTC;
            String text = behind;
            Matcher zone = ZONE.matcher(text);
            if (zone.find()) {
                offset = ZoneOffset.ofHours(hours(zone.group()));
                text = text.substring(zone.end()).strip();
            }
            Matcher told = OFFSET.matcher(text);
            if (told.find()) {
                int minutes =
                        Integer.parseInt(told.group(2)) * 60
                                + (told.group(3) == null ? 0 : Integer.parseInt(told.group(3)));
                offset =
                        ZoneOffset.ofTotalSeconds(
                                60 * (told.group(1).equals("-") ? -minutes : minutes));
                text = text.substring(told.end()).strip();
            }
            return new Rest(text, offset);
        }

        private static int hours(String zone) {
            return switch (zone) {
                case "cet", "mez", "bst" -> 1;
                case "cest", "mesz" -> 2;
                case "edt" -> -4;
                case "est", "cdt" -> -5;
                case "cst", "mdt" -> -6;
                case "mst", "pdt" -> -7;
                case "pst" -> -8;
                default -> 0;
            };
        }
    }
}
