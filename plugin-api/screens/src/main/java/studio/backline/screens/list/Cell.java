package studio.backline.screens.list;

import java.util.List;
import java.util.Optional;
import studio.backline.screens.Tone;

/** What stands in a cell, as a value; the list draws it, and writes every text as text. */
public sealed interface Cell {

    /** Nothing. */
    Cell NOTHING = new Text("", Emphasis.PLAIN);

    /** A text in the ink of the list. */
    static Cell text(String text) {
        return new Text(text, Emphasis.PLAIN);
    }

    /** A text in the ink for hints, such as a date. */
    static Cell hint(String text) {
        return new Text(text, Emphasis.HINT);
    }

    /** How strong a text is. */
    enum Emphasis {
        PLAIN,
        HINT
    }

    /**
     * A text.
     *
     * @param text what it says
     * @param emphasis how strongly
     */
    record Text(String text, Emphasis emphasis) implements Cell {}

    /**
     * The name that opens the row, with letters in a circle before it.
     *
     * @param name as it is shown
     * @param initials one or two letters
     * @param hue one of twelve, chosen from the id
     * @param square for what is no person
     */
    record Name(String name, String initials, int hue, boolean square) implements Cell {}

    /**
     * Short words in boxes: as many as there is room for, and how many there are beyond.
     *
     * @param words in their order
     */
    record Chips(List<String> words) implements Cell {

        /** Copies. */
        public Chips {
            words = List.copyOf(words);
        }
    }

    /**
     * A sign with its words.
     *
     * @param icon a name in {@code icons.svg}
     * @param text what it means
     * @param brief the same in a word or two, which is what is seen of it on a phone
     * @param tone its colour; empty for ink
     */
    record Mark(String icon, String text, String brief, Optional<Tone> tone) implements Cell {}
}
