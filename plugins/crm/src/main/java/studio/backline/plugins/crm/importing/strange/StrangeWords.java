package studio.backline.plugins.crm.importing.strange;

import java.util.List;

/**
 * What the dry run does not understand of a file, never a permission by itself, and what it takes
 * for nothing.
 *
 * @param words the most frequent first
 */
public record StrangeWords(List<Word> words) {

    private static final int SHOWN = 80;

    /** Copies. */
    public StrangeWords {
        words = List.copyOf(words);
    }

    /** Those of one kind. */
    public List<Word> of(Kind kind) {
        return words.stream().filter(word -> word.kind() == kind).toList();
    }

    /** Where they stand. */
    public enum Kind {
        /** Where the file tells whether people may be written to. */
        STATUS,
        /** Where it tells since when. */
        DATE,
        /** In a column that is left out, and may tell it all the same. */
        LEFT_OUT,
        /** Where a way to reach somebody stands, and the word says that there is none. */
        NOTHING
    }

    /** What a word of a status means. */
    public enum Meaning {
        /** Nothing is recorded: neither a permission nor a no. */
        SILENT,
        /** The person said no. */
        REFUSE,
        /** The person may be written to. */
        GRANT
    }

    /**
     * A word in its column.
     *
     * @param column from 0
     * @param text as it stands in the file, cut where it is long; empty for all that are not listed
     */
    public record Place(int column, String text) {

        /** The place of a whole cell. */
        public static Place of(int column, String cell) {
            String shown = cell.strip().replace('\0', '\ufffd');
            boolean whole = shown.codePointCount(0, shown.length()) <= SHOWN;
            return new Place(
                    column,
                    whole ? shown : shown.substring(0, shown.offsetByCodePoints(0, SHOWN)) + "…");
        }

        /** What stands for all words of the column that are not listed. */
        public Place others() {
            return new Place(column, "");
        }
    }

    /**
     * One of them.
     *
     * @param kind what makes it strange
     * @param place which
     * @param rows how many rows hold it
     * @param meaning as was said; silence until then
     */
    public record Word(Kind kind, Place place, long rows, Meaning meaning) {}
}
