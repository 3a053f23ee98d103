package studio.backline.plugins.crm.organisation;

import java.util.Set;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;

/**
 * What a form shows and saves of an organisation; all but the name may be empty.
 *
 * @param name unique in the workspace, cases and accents aside
 * @param roles what it is to the artist
 * @param mail of the office
 * @param phone of the office
 * @param web its page
 * @param city where it is
 * @param country where that is
 */
public record OrganisationDetails(
        String name,
        Set<PartyRole> roles,
        String mail,
        String phone,
        String web,
        String city,
        String country) {

    /** The longest field, in characters. */
    public static final int MAX_LENGTH = 200;

    /** Checks sizes and characters. */
    public OrganisationDetails {
        PlainText.required("organisation", name, MAX_LENGTH);
        PlainText.line("mail", mail, MAX_LENGTH);
        PlainText.line("phone", phone, MAX_LENGTH);
        PlainText.line("web", web, MAX_LENGTH);
        PlainText.line("city", city, MAX_LENGTH);
        PlainText.line("country", country, MAX_LENGTH);
        roles = Set.copyOf(roles);
    }

    /** Only a name. */
    public static OrganisationDetails of(String name) {
        return new OrganisationDetails(name, Set.of(), "", "", "", "", "");
    }
}
