package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.party.PartyParts;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.TagKeys;

/** Rows that hang on a person. They are replaced as a whole: a person has few of each. */
class PersonParts {

    private final EntityManager entities;
    private final PartyParts parts;
    private final TagKeys tags;
    private final OrganisationKeys organisations;

    PersonParts(EntityManager entities, AddressKeys addressKeys) {
        this.entities = entities;
        this.tags = new TagKeys(entities);
        this.organisations = new OrganisationKeys(entities);
        this.parts = new PartyParts(entities, PartyTables.PERSON, addressKeys);
    }

    PersonDetails read(Person person) {
        return new PersonDetails(
                person.name(),
                person.language(),
                person.city(),
                person.country(),
                parts.roles(person.id()),
                parts.contacts(person.id()),
                affiliations(person.id()),
                parts.tags(person.id()));
    }

    /**
     * Makes the tags and organisations that are missing. Before anybody is locked and in the order
     * of imports: else each could wait for the other.
     */
    void makeNames(PersonDetails details) {
        if (!details.tags().isEmpty()) {
            tags.require(details.tags());
        }
        organisations(details.affiliations());
    }

    void replace(UUID person, PersonDetails details) {
        parts.replace(person, details.contacts(), details.roles(), details.tags());
        entities.createNativeQuery("delete from affiliation where person_id = :person")
                .setParameter("person", person)
                .executeUpdate();
        insert(person, details.affiliations());
    }

    void write(UUID person, PersonDetails details) {
        parts.write(person, details.contacts(), details.roles(), details.tags());
        insert(person, details.affiliations());
    }

    private List<Affiliation> affiliations(UUID person) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select o.name, a.position from affiliation a
                                join organisation o on o.id = a.organisation_id
                                where a.person_id = :person order by a.id
                                """)
                        .setParameter("person", person)
                        .getResultList();
        return SqlValues.rows(rows)
                .map(row -> new Affiliation(text(row[0]), text(row[1])))
                .toList();
    }

    private Map<String, UUID> organisations(List<Affiliation> affiliations) {
        return affiliations.isEmpty()
                ? Map.of()
                : organisations.byKey(
                        affiliations.stream().map(Affiliation::organisation).toList());
    }

    private void insert(UUID person, List<Affiliation> affiliations) {
        Map<String, UUID> ids = organisations(affiliations);
        affiliations.forEach(affiliation -> insert(person, affiliation, ids));
    }

    private void insert(UUID person, Affiliation affiliation, Map<String, UUID> organisations) {
        entities.createNativeQuery(
                        """
                        insert into affiliation (person_id, id, organisation_id, position)
                        values (:person, :id, :organisation, :position)
                        """)
                .setParameter("person", person)
                .setParameter("id", TimeOrderedUuid.next())
                .setParameter(
                        "organisation",
                        organisations.get(OrganisationKeys.key(affiliation.organisation())))
                .setParameter("position", affiliation.position())
                .executeUpdate();
    }
}
