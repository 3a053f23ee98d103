package studio.backline.plugins.crm.tag;

import studio.backline.plugins.crm.PlainText;

/**
 * A word that groups people.
 *
 * @param id which
 * @param name as it is shown
 */
public record Tag(TagId id, String name) {

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 80;

    /** Checks the name. */
    public Tag {
        requireName(name);
    }

    /** Checks a name: not blank, one line, not too long. */
    public static void requireName(String name) {
        PlainText.required("tag", name, MAX_LENGTH);
    }
}
