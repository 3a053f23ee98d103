package studio.backline.screens.list;

import java.util.List;

/**
 * Some rows in the order of the list.
 *
 * @param rows at most as many as were asked for
 * @param more whether the list goes on in the direction that was asked for
 * @param <T> a row: an immutable value that knows nothing of screens
 */
public record KeysetPage<T>(List<T> rows, boolean more) {

    /** Copies. */
    public KeysetPage {
        rows = List.copyOf(rows);
    }
}
