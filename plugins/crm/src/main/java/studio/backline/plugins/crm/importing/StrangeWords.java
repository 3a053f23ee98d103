package studio.backline.plugins.crm.importing;

import java.util.List;

/**
 * What stands in a file's columns of status and is not understood; never a permission.
 *
 * @param refuse whether these people have said no; else nothing is recorded of them
 * @param words the most frequent first
 */
public record StrangeWords(boolean refuse, List<Word> words) {

    /** Copies. */
    public StrangeWords {
        words = List.copyOf(words);
    }

    /**
     * One of them.
     *
     * @param text as it stands in the file, cut where it is long; empty for all that are not listed
     * @param rows how many rows hold it
     */
    public record Word(String text, long rows) {}
}
