package studio.backline.plugins.crm.tag;

import java.util.Set;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;

/**
 * A word that groups people and organisations.
 *
 * @param id which
 * @param name as it is shown
 */
public record Tag(TagId id, String name) {

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 80;

    /** The most tags on one person or organisation. */
    public static final int MAX_COUNT = 100;

    /** Checks the name. */
    public Tag {
        requireName(name);
    }

    /** Checks a name: not blank, one line, not too long. */
    public static void requireName(String name) {
        PlainText.required("tag", name, MAX_LENGTH);
    }

    /** Checks how many there are, and each name. */
    public static void requireNames(Set<String> names) {
        RefusedInputException.atMost("tags", names.size(), MAX_COUNT);
        names.forEach(Tag::requireName);
    }
}
