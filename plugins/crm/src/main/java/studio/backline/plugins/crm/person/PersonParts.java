package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.tag.TagKeys;

/** Rows that hang on a person. They are replaced as a whole: a person has few of each. */
class PersonParts {

    private final EntityManager entities;
    private final AddressKeys addressKeys;

    PersonParts(EntityManager entities, AddressKeys addressKeys) {
        this.entities = entities;
        this.addressKeys = addressKeys;
    }

    PersonDetails read(Person person) {
        return new PersonDetails(
                person.name(),
                person.language(),
                person.city(),
                person.country(),
                roles(person.id()),
                contacts(person.id()),
                affiliations(person.id()),
                tags(person.id()));
    }

    void replace(UUID person, PersonDetails details) {
        for (String table : List.of("contact_point", "person_role", "person_tag", "affiliation")) {
            entities.createNativeQuery("delete from " + table + " where person_id = :person")
                    .setParameter("person", person)
                    .executeUpdate();
        }
        write(person, details);
    }

    void write(UUID person, PersonDetails details) {
        details.contacts().forEach(contact -> insert(person, contact));
        details.roles().forEach(role -> insert(person, role));
        details.affiliations().forEach(affiliation -> insert(person, affiliation));
        insertTags(person, details.tags());
    }

    private Set<PartyRole> roles(UUID person) {
        List<?> codes =
                entities.createNativeQuery("select role from person_role where person_id = :person")
                        .setParameter("person", person)
                        .getResultList();
        return codes.stream()
                .flatMap(code -> PartyRole.ofCode(text(code)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<ContactPoint> contacts(UUID person) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select kind, label, value from contact_point
                                where person_id = :person order by id
                                """)
                        .setParameter("person", person)
                        .getResultList();
        return SqlValues.rows(rows)
                .map(
                        row ->
                                new ContactPoint(
                                        ContactKind.ofCode(text(row[0])),
                                        text(row[1]),
                                        text(row[2])))
                .toList();
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

    private Set<String> tags(UUID person) {
        List<?> names =
                entities.createNativeQuery(
                                """
                                select t.name from person_tag pt join tag t on t.id = pt.tag_id
                                where pt.person_id = :person
                                """)
                        .setParameter("person", person)
                        .getResultList();
        return names.stream().map(SqlValues::text).collect(Collectors.toUnmodifiableSet());
    }

    private void insert(UUID person, ContactPoint contact) {
        String normalised = contact.normalised("");
        entities.createNativeQuery(
                        """
                        insert into contact_point
                            (person_id, id, kind, label, value, normalised, address_key)
                        values (:person, :id, :kind, :label, :value, :normalised,
                            cast(:addressKey as bigint))
                        """)
                .setParameter("person", person)
                .setParameter("id", TimeOrderedUuid.next())
                .setParameter("kind", contact.kind().code())
                .setParameter("label", contact.label())
                .setParameter("value", contact.value())
                .setParameter("normalised", normalised)
                .setParameter("addressKey", addressKeys.of(contact.kind(), normalised))
                .executeUpdate();
    }

    private void insert(UUID person, PartyRole role) {
        entities.createNativeQuery(
                        "insert into person_role (person_id, role) values (:person, :role)")
                .setParameter("person", person)
                .setParameter("role", role.code())
                .executeUpdate();
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

    private void insertTags(UUID person, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Collection<UUID> tags = new TagKeys(entities).require(names);
        entities.createNativeQuery(
                        """
                        insert into person_tag (person_id, tag_id)
                        select :person, unnest(cast(:tags as uuid[]))
                        """)
                .setParameter("person", person)
                .setParameter("tags", SqlArrays.uuids(tags))
                .executeUpdate();
    }
}
