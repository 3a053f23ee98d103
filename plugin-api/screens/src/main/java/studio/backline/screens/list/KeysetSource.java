package studio.backline.screens.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the rows of a {@link KeysetList} come from. Called on the thread of a request, with the
 * caller known and outside any transaction. What it throws is answered in the list with an offer to
 * try again.
 *
 * @param <T> a row: an immutable value that knows nothing of screens
 */
public interface KeysetSource<T> {

    /** How many letters a rail has room for. */
    int MOST_LETTERS = 27;

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
     * @param letter one of {@link #letters}
     */
    Optional<Anchor> jump(String letter);

    /** The letter that a row begins with, in upper case; empty for none. */
    Optional<String> letter(T row);

    /**
     * The letters that the rail offers, in upper case and in the order of the rows. A rail has room
     * for {@value #MOST_LETTERS}. Asked whenever the list is read from its beginning.
     *
     * @return none for a list without a rail; those from A to Z unless a source says otherwise
     */
    default List<String> letters() {
        return IntStream.rangeClosed('A', 'Z').mapToObj(Character::toString).toList();
    }
}
