package studio.backline.plugins.crm.party;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
import studio.backline.plugins.crm.tag.TagKeys;

/** Rows that hang on a party. They are replaced as a whole: a party has few of each. */
public class PartyParts {

    private final PartySql sql;
    private final AddressKeys addressKeys;

    public PartyParts(EntityManager entities, PartyTables tables, AddressKeys addressKeys) {
        this.sql = new PartySql(entities, tables);
        this.addressKeys = addressKeys;
    }

    /** Puts others in their place. What stays as it was written compares as before, too. */
    public void replace(
            UUID owner, List<ContactPoint> contacts, Set<PartyRole> roles, Set<String> tags) {
        Map<String, String> compared = compared(owner);
        remove(owner);
        contacts.forEach(contact -> insert(owner, contact, compared));
        writeRest(owner, roles, tags);
    }

    /** Takes all of them off. */
    public void remove(UUID owner) {
        sql.tables()
                .parts()
                .forEach(
                        table ->
                                query("delete from " + table + " where {owner} = :owner", owner)
                                        .executeUpdate());
    }

    /** Adds them; tags are made where there is none of the name. */
    public void write(
            UUID owner, List<ContactPoint> contacts, Set<PartyRole> roles, Set<String> tags) {
        contacts.forEach(contact -> insert(owner, contact, Map.of()));
        writeRest(owner, roles, tags);
    }

    private void writeRest(UUID owner, Set<PartyRole> roles, Set<String> tags) {
        roles.forEach(role -> insert(owner, role));
        insertTags(owner, tags);
    }

    /** Phones as they compare: the country in which an import said that they are is in no other. */
    private Map<String, String> compared(UUID owner) {
        if (!sql.tables().matchesByAddress()) {
            return Map.of();
        }
        List<?> rows =
                query(
                                """
                                select value, min(normalised) from {contact}
                                where {owner} = :owner and kind = 'phone' group by value
                                """,
                                owner)
                        .getResultList();
        return SqlValues.rows(rows)
                .collect(Collectors.toMap(row -> text(row[0]), row -> text(row[1])));
    }

    /** What it is. */
    public Set<PartyRole> roles(UUID owner) {
        List<?> codes =
                query("select role from {role} where {owner} = :owner", owner).getResultList();
        return codes.stream()
                .flatMap(code -> PartyRole.ofCode(text(code)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How it is reached, in order. */
    public List<ContactPoint> contacts(UUID owner) {
        List<?> rows =
                query(
                                """
                                select kind, label, value from {contact}
                                where {owner} = :owner order by id
                                """,
                                owner)
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

    /** The names of its tags. */
    public Set<String> tags(UUID owner) {
        List<?> names =
                query(
                                """
                                select t.name from {tag} x join tag t on t.id = x.tag_id
                                where x.{owner} = :owner
                                """,
                                owner)
                        .getResultList();
        return names.stream().map(SqlValues::text).collect(Collectors.toUnmodifiableSet());
    }

    private void insert(UUID owner, ContactPoint contact, Map<String, String> compared) {
        boolean keyed = sql.tables().matchesByAddress();
        Query insert =
                query(
                                """
                                insert into {contact} ({owner}, id, kind, label, value%s)
                                values (:owner, :id, :kind, :label, :value%s)
                                """
                                        .formatted(
                                                keyed ? ", normalised, address_key" : "",
                                                keyed
                                                        ? ", :normalised, cast(:addressKey as bigint)"
                                                        : ""),
                                owner)
                        .setParameter("id", TimeOrderedUuid.next())
                        .setParameter("kind", contact.kind().code())
                        .setParameter("label", contact.label())
                        .setParameter("value", contact.value());
        if (keyed) {
            String normalised = contact.normalised("");
            if (contact.kind() == ContactKind.PHONE) {
                normalised = compared.getOrDefault(contact.value(), normalised);
            }
            insert.setParameter("normalised", normalised)
                    .setParameter("addressKey", addressKeys.of(contact.kind(), normalised));
        }
        insert.executeUpdate();
    }

    private void insert(UUID owner, PartyRole role) {
        query("insert into {role} ({owner}, role) values (:owner, :role)", owner)
                .setParameter("role", role.code())
                .executeUpdate();
    }

    private void insertTags(UUID owner, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Collection<UUID> tags = new TagKeys(sql.entities()).require(names);
        query(
                        """
                        insert into {tag} ({owner}, tag_id)
                        select :owner, unnest(cast(:tags as uuid[]))
                        """,
                        owner)
                .setParameter("tags", SqlArrays.uuids(tags))
                .executeUpdate();
    }

    private Query query(String text, UUID owner) {
        return sql.query(text).setParameter("owner", owner);
    }
}
