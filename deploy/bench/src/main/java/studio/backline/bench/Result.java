package studio.backline.bench;

import java.util.Locale;

/**
 * One comparison.
 *
 * @param name what was measured
 * @param unit of both values, such as {@code /s} or {@code ms}
 * @param ours what the house reaches
 * @param limit what would be possible without it, measured in the same run; or a number that was
 *     promised
 * @param ratio ours to the limit; of rounds that took turns the median of their ratios
 * @param wanted what the ratio must be
 */
public record Result(
        String name, String unit, double ours, double limit, double ratio, Wanted wanted) {

    /** A result whose ratio is that of its two values. */
    public static Result of(String name, String unit, double ours, double limit, Wanted wanted) {
        return new Result(name, unit, ours, limit, ours / limit, wanted);
    }

    /** A result of rounds that took turns. */
    public static Result of(String name, String unit, Rounds.Pair pair, Wanted wanted) {
        return new Result(name, unit, pair.ours(), pair.limit(), pair.ratio(), wanted);
    }

    /** Whether the ratio is as wanted. */
    public boolean holds() {
        return wanted.holds(ratio);
    }

    /** As a row of the table in the results. */
    String row() {
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        value(ours),
                        value(limit),
                        number(ratio, 2),
                        wanted,
                        !wanted.isPromised() ? "" : holds() ? "yes" : "**no**");
    }

    private String value(double value) {
        return "%s %s".formatted(number(value, value < 10 ? 2 : value < 100 ? 1 : 0), unit);
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
