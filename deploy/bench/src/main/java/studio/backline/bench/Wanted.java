package studio.backline.bench;

import java.util.Locale;

/** What a ratio must be. */
public record Wanted(Direction direction, double target) {

    /** Which side is good. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    /** For rates: more is better. */
    public static Wanted atLeast(double target) {
        return new Wanted(Direction.AT_LEAST, target);
    }

    /** For times: less is better. */
    public static Wanted atMost(double target) {
        return new Wanted(Direction.AT_MOST, target);
    }

    boolean holds(double ratio) {
        return switch (direction) {
            case AT_LEAST -> ratio >= target;
            case AT_MOST -> ratio <= target;
        };
    }

    @Override
    public String toString() {
        String sign = direction == Direction.AT_LEAST ? "≥" : "≤";
        return "%s %s".formatted(sign, String.format(Locale.ROOT, "%.2f", target));
    }
}
