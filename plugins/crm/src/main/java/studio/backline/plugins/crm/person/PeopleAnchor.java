package studio.backline.plugins.crm.person;

import java.util.UUID;
import studio.backline.contract.text.Folding;

/**
 * A place in an ordered list of people: a page begins after it, or ends before it.
 *
 * @param key the value sorted by
 * @param id tells rows of the same key apart
 */
public record PeopleAnchor(String key, UUID id) {

    private static final UUID FIRST = new UUID(0, 0);

    /** The place just before the first name that begins so. For {@link PeopleSort#NAME} alone. */
    public static PeopleAnchor beforeNames(String beginning) {
        return new PeopleAnchor(Folding.fold(beginning), FIRST);
    }
}
