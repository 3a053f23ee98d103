package studio.backline.plugins.crm.party;

import java.util.UUID;
import studio.backline.contract.text.Folding;

/**
 * A place in an ordered list: a page begins after it, or ends before it.
 *
 * @param key the value sorted by
 * @param id tells rows of the same key apart
 */
public record PartyAnchor(String key, UUID id) {

    private static final UUID FIRST = new UUID(0, 0);

    /** The place just before the first name that begins so. For {@link PartyOrder#NAME} alone. */
    public static PartyAnchor beforeNames(String beginning) {
        return new PartyAnchor(Folding.fold(beginning), FIRST);
    }
}
