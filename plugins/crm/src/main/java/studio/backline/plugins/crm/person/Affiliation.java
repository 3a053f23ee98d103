package studio.backline.plugins.crm.person;

import studio.backline.plugins.crm.PlainText;

/**
 * Where a person works or plays. An organisation of that name is made when there is none.
 *
 * @param organisation its name; names that fold to the same are one organisation
 * @param position what the person is there; may be empty
 */
public record Affiliation(String organisation, String position) {

    /** The longest part, in characters. */
    public static final int MAX_LENGTH = 200;

    /** The most that one person may have. */
    public static final int MAX_COUNT = 20;

    /** Checks size, then characters. */
    public Affiliation {
        PlainText.required("organisation", organisation, MAX_LENGTH);
        PlainText.line("position", position, MAX_LENGTH);
    }
}
