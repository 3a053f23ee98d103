package studio.backline.screens.list;

import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a list.
 *
 * @param caption its head
 * @param place where it goes when there is room for two lines only
 * @param sort the id of the sort that its head switches on; empty where it offers none
 * @param cell what stands in it
 * @param <T> a row
 */
public record ListColumn<T>(
        String caption, Place place, Optional<String> sort, Function<T, Cell> cell) {

    /** A column that offers no sort. */
    public static <T> ListColumn<T> of(String caption, Place place, Function<T, Cell> cell) {
        return new ListColumn<>(caption, place, Optional.empty(), cell);
    }

    /** A column whose head sorts. */
    public static <T> ListColumn<T> sorting(
            String caption, Place place, String sort, Function<T, Cell> cell) {
        return new ListColumn<>(caption, place, Optional.of(sort), cell);
    }

    /** Where a column goes on a phone. */
    public enum Place {
        /** The first line. One column has it. */
        NAME,
        /** The second line. At most one column has it. */
        SECOND_LINE,
        /** The end of the row. At most one column has it. */
        END,
        /** Left out on a phone. */
        WIDE_ONLY,
        /** The same, and no wider than a day or a number. */
        BRIEF,
        /** Shown on a phone alone, in its second line, where it stands for several columns. */
        NARROW_ONLY
    }
}
