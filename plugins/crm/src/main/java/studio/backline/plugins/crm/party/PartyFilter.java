package studio.backline.plugins.crm.party;

import java.util.Optional;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.tag.TagId;

/**
 * Which people, or which organisations; all of the conditions hold.
 *
 * @param search words in any order, of names, mails and handles; blank for no search
 * @param role with this role
 * @param tag with this tag
 */
public record PartyFilter(String search, Optional<PartyRole> role, Optional<TagId> tag) {

    /** All of them. */
    public static final PartyFilter ALL = new PartyFilter("", Optional.empty(), Optional.empty());

    /** Those that the words find. */
    public static PartyFilter search(String words) {
        return new PartyFilter(words, Optional.empty(), Optional.empty());
    }
}
