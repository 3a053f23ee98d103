package studio.backline.plugins.crm.organisation;

import java.util.List;
import java.util.Set;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.tag.Tag;

/**
 * What a form shows and saves of an organisation; all but the name may be empty.
 *
 * @param name unique in the workspace, cases, accents and shapes of apostrophes aside
 * @param city where it is
 * @param country where that is
 * @param roles what it is to the artist
 * @param contacts in the order in which they are shown
 * @param tags names of tags; those not known yet are made
 */
public record OrganisationDetails(
        String name,
        String city,
        String country,
        Set<PartyRole> roles,
        List<ContactPoint> contacts,
        Set<String> tags) {

    /** The longest name, city or country, in characters. */
    public static final int MAX_LENGTH = 200;

    /** Checks sizes and characters. */
    public OrganisationDetails {
        PlainText.required("name", name, MAX_LENGTH);
        PlainText.line("city", city, MAX_LENGTH);
        PlainText.line("country", country, MAX_LENGTH);
        roles = Set.copyOf(roles);
        contacts = List.copyOf(contacts);
        tags = Set.copyOf(tags);
        RefusedInputException.atMost("contacts", contacts.size(), ContactPoint.MAX_COUNT);
        Tag.requireNames(tags);
    }

    /** The same with other tags. */
    public OrganisationDetails tagged(Set<String> others) {
        return new OrganisationDetails(name, city, country, roles, contacts, others);
    }

    /** Only a name. */
    public static OrganisationDetails of(String name) {
        return new OrganisationDetails(name, "", "", Set.of(), List.of(), Set.of());
    }
}
