package studio.backline.plugins.crm.person;

import java.util.List;
import java.util.Set;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.tag.Tag;

/**
 * What a form shows and saves of a person.
 *
 * @param name what they are called
 * @param language in which they are written to, as a tag of BCP 47 ({@code de}, {@code pt-BR}); may
 *     be empty
 * @param city where they live; may be empty
 * @param country where that is, as they call it; may be empty
 * @param roles what they are to the artist
 * @param contacts in the order in which they are shown
 * @param affiliations in the order in which they are shown
 * @param tags names of tags; those not known yet are made
 */
public record PersonDetails(
        PersonName name,
        String language,
        String city,
        String country,
        Set<PartyRole> roles,
        List<ContactPoint> contacts,
        List<Affiliation> affiliations,
        Set<String> tags) {

    /** The longest city or country, in characters. */
    public static final int MAX_PLACE = 120;

    /** The longest tag of a language, in characters. */
    public static final int MAX_LANGUAGE = 35;

    /** Checks sizes and characters, and that the person can be told from nobody. */
    public PersonDetails {
        PlainText.line("language", language, MAX_LANGUAGE);
        PlainText.of("city", city, MAX_PLACE);
        PlainText.of("country", country, MAX_PLACE);
        roles = Set.copyOf(roles);
        contacts = List.copyOf(contacts);
        affiliations = List.copyOf(affiliations);
        tags = Set.copyOf(tags);
        RefusedInputException.atMost("contacts", contacts.size(), ContactPoint.MAX_COUNT);
        RefusedInputException.atMost("affiliations", affiliations.size(), Affiliation.MAX_COUNT);
        Tag.requireNames(tags);
        if (name.display().isBlank() && contacts.isEmpty()) {
            throw new RefusedInputException("name", Problem.EMPTY, 0);
        }
    }

    /** The same with other tags. */
    public PersonDetails tagged(Set<String> others) {
        return new PersonDetails(
                name, language, city, country, roles, contacts, affiliations, others);
    }

    /** As it is shown: the name; without one the first way to reach the person. */
    public String display() {
        String display = name.display();
        return display.isBlank() && !contacts.isEmpty() ? contacts.getFirst().value() : display;
    }
}
