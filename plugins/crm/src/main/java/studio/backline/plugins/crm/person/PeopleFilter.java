package studio.backline.plugins.crm.person;

import java.util.Optional;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.tag.TagId;

/**
 * Which people; all of the conditions hold.
 *
 * @param search words in any order, of names, mails and handles; blank for no search
 * @param role with this role
 * @param tag with this tag
 */
public record PeopleFilter(String search, Optional<PartyRole> role, Optional<TagId> tag) {

    /** Everybody. */
    public static final PeopleFilter ALL = new PeopleFilter("", Optional.empty(), Optional.empty());

    /** Those that the words find. */
    public static PeopleFilter search(String words) {
        return new PeopleFilter(words, Optional.empty(), Optional.empty());
    }
}
