package studio.backline.plugins.crm.person;

import java.util.List;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.contact.ContactPoint;

/**
 * What is derived from a person's name and contact points, and stored so that lists and searches
 * find an index.
 *
 * @param display as it is shown
 * @param nameKey folded, to sort by
 * @param searchText folded, to search in
 */
public record PersonKeys(String display, String nameKey, String searchText) {

    private static final int MAX_KEY = 200;

    /** Derives them. */
    public static PersonKeys of(PersonName name, List<ContactPoint> contacts) {
        String display = name.display();
        String sorting = name.sorting();
        if (display.isBlank() && !contacts.isEmpty()) {
            display = contacts.getFirst().value();
        }
        String key = Folding.fold(sorting.isBlank() ? display : sorting);
        return new PersonKeys(
                display, shortened(key), Folding.searchable(searched(name, contacts)));
    }

    private static String searched(PersonName name, List<ContactPoint> contacts) {
        StringBuilder text = new StringBuilder(128);
        text.append(name.given()).append(' ').append(name.family());
        if (Folding.runsOn(name.given()) && Folding.runsOn(name.family())) {
            text.append(' ').append(name.family()).append(name.given());
        }
        if (!name.stage().isEmpty()) {
            text.append(' ').append(name.stage());
        }
        if (!name.sortForm().isEmpty()) {
            text.append(' ').append(name.sortForm());
        }
        return text.append(ContactPoint.searched(contacts)).toString();
    }

    private static String shortened(String key) {
        if (key.length() <= MAX_KEY) {
            return key;
        }
        int end = Character.isHighSurrogate(key.charAt(MAX_KEY - 1)) ? MAX_KEY - 1 : MAX_KEY;
        return key.substring(0, end);
    }
}
