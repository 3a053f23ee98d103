package studio.backline.screens.list;

import java.util.Optional;

/**
 * Where the rows of a {@link KeysetList} come from. Called on the thread of a request, with the
 * caller known and outside any transaction. What it throws is answered in the list with an offer to
 * try again.
 *
 * @param <T> a row: an immutable value that knows nothing of screens
 */
public interface KeysetSource<T> {

    /**
     * The rows next to a place.
     *
     * @param anchor the place; empty for the beginning of the list, or its end
     * @param direction which way from there
     * @param limit at most so many rows
     * @param sort the id of one of the list's sorts
     */
    KeysetPage<T> fetch(Optional<Anchor> anchor, Direction direction, int limit, String sort);

    /** The place of a row: what follows it comes after, what precedes it before. */
    Anchor anchor(T row);

    /**
     * The place before the first row that begins with the letter or with one after it. Asked only
     * while a sort with letters is on.
     *
     * @param letter one of the list's letters, in upper case
     */
    Optional<Anchor> jump(String letter);

    /** The letter under which the rail finds a row, in upper case; empty for none of them. */
    Optional<String> letter(T row);
}
