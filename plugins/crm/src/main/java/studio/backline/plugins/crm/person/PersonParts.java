package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.party.PartyParts;
import studio.backline.plugins.crm.party.PartyTables;

/** Rows that hang on a person. They are replaced as a whole: a person has few of each. */
class PersonParts {

    private final EntityManager entities;
    private final PartyParts parts;

    PersonParts(EntityManager entities, AddressKeys addressKeys) {
        this.entities = entities;
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

    void replace(UUID person, PersonDetails details) {
        parts.replace(person, details.contacts(), details.roles(), details.tags());
        entities.createNativeQuery("delete from affiliation where person_id = :person")
                .setParameter("person", person)
                .executeUpdate();
        details.affiliations().forEach(affiliation -> insert(person, affiliation));
    }

    void write(UUID person, PersonDetails details) {
        parts.write(person, details.contacts(), details.roles(), details.tags());
        details.affiliations().forEach(affiliation -> insert(person, affiliation));
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

    private void insert(UUID person, Affiliation affiliation) {
        UUID organisation = new OrganisationKeys(entities).require(affiliation.organisation());
        entities.createNativeQuery(
                        """
                        insert into affiliation (person_id, id, organisation_id, position)
                        values (:person, :id, :organisation, :position)
                        """)
                .setParameter("person", person)
                .setParameter("id", TimeOrderedUuid.next())
                .setParameter("organisation", organisation)
                .setParameter("position", affiliation.position())
                .executeUpdate();
    }
}
