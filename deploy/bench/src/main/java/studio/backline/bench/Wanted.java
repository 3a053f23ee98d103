package studio.backline.bench;

import java.util.Locale;

/** What a ratio must be. */
public record Wanted(Direction direction, double target) {

    /** Which side is good. */
    public enum Direction {
        AT_LEAST,
        AT_MOST,
        /** Measured for those who work on it; nothing was promised. */
        NONE
    }

    /** For rates: more is better. */
    public static Wanted atLeast(double target) {
        return new Wanted(Direction.AT_LEAST, target);
    }

    /** For times: less is better. */
    public static Wanted atMost(double target) {
        return new Wanted(Direction.AT_MOST, target);
    }

    /** Nothing was promised. */
    public static Wanted nothing() {
        return new Wanted(Direction.NONE, Double.NaN);
    }

    boolean isPromised() {
        return direction != Direction.NONE;
    }

    boolean holds(double ratio) {
        return switch (direction) {
            case AT_LEAST -> ratio >= target;
            case AT_MOST -> ratio <= target;
            case NONE -> true;
        };
    }

    @Override
    public String toString() {
        return switch (direction) {
            case AT_LEAST -> text("≥");
            case AT_MOST -> text("≤");
            case NONE -> "";
        };
    }

    private String text(String sign) {
        return "%s %s".formatted(sign, String.format(Locale.ROOT, "%.2f", target));
    }
}
