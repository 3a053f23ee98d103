package studio.backline.plugins.crm.exporting;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * What is closed by itself, whoever has it, and has no key beside it by which SQL could find it:
 * numbers of people, and mails of organisations. A query of an export reads it as {@code
 * closed_address}. Where nothing is closed nothing is looked for.
 */
final class ClosedAddresses {

    private static final int STEP = 5_000;

    private static final StagingTable CLOSED =
            new StagingTable(
                    "closed_address",
                    List.of(
                            new Column("owner_id", Type.UUID),
                            new Column("id", Type.UUID),
                            new Column("channel", Type.TEXT),
                            new Column("address", Type.TEXT),
                            new Column("state", Type.TEXT),
                            new Column("since", Type.TIMESTAMP),
                            new Column("source", Type.TEXT)));

    private final EntityManager entities;
    private final BulkLoad load;
    private final ConsentLedger ledger;

    ClosedAddresses(EntityManager entities, BulkLoad load, ConsentLedger ledger) {
        this.entities = entities;
        this.load = load;
        this.ledger = ledger;
    }

    /** For the export of people. */
    void stageNumbers() {
        stage(PartyTables.PERSON, ContactKind.PHONE, "normalised", Channel.PHONE, Channel.SMS);
    }

    /** For the export of organisations, whose contacts are not kept as they compare. */
    void stageMails() {
        stage(PartyTables.ORGANISATION, ContactKind.MAIL, "value", Channel.EMAIL);
    }

    private void stage(PartyTables tables, ContactKind kind, String column, Channel... all) {
        List<@Nullable Object[]> closed = new ArrayList<>();
        List<Channel> ways = List.of(all).stream().filter(this::closesAnything).toList();
        UUID owner = new UUID(0, 0);
        UUID id = owner;
        boolean more = !ways.isEmpty();
        while (more) {
            List<Contact> next = next(tables, kind, column, owner, id);
            ways.forEach(way -> add(way, next, closed));
            more = next.size() == STEP;
            owner = more ? next.getLast().owner() : owner;
            id = more ? next.getLast().id() : id;
        }
        load.copy(CLOSED, closed.iterator());
    }

    private boolean closesAnything(Channel way) {
        return !entities.createNativeQuery(
                        "select 1 from backline_api.suppression_standing where channel = :way")
                .setParameter("way", way.name())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private List<Contact> next(
            PartyTables tables, ContactKind kind, String column, UUID owner, UUID id) {
        List<?> rows =
                entities.createNativeQuery(
                                tables.in(
                                        "select {owner}, id, "
                                                + column
                                                + " from {contact} where kind = :kind"
                                                + " and ({owner}, id) > (:owner, :id)"
                                                + " order by {owner}, id"))
                        .setParameter("kind", kind.code())
                        .setParameter("owner", owner)
                        .setParameter("id", id)
                        .setMaxResults(STEP)
                        .getResultList();
        return SqlValues.rows(rows)
                .map(
                        row ->
                                new Contact(
                                        SqlValues.uuid(row[0]),
                                        SqlValues.uuid(row[1]),
                                        compared(tables, kind, SqlValues.text(row[2]))))
                .toList();
    }

    private static String compared(PartyTables tables, ContactKind kind, String value) {
        return tables == PartyTables.PERSON
                ? value
                : new ContactPoint(kind, "", value).normalised("");
    }

    private void add(Channel way, List<Contact> contacts, List<@Nullable Object[]> closed) {
        Map<String, Standing> standing =
                ledger.suppressions(
                        way, contacts.stream().map(Contact::address).distinct().toList());
        for (Contact contact : contacts) {
            Standing no = standing.get(contact.address());
            if (no != null) {
                closed.add(
                        new @Nullable Object[] {
                            contact.owner(),
                            contact.id(),
                            way.name(),
                            contact.address(),
                            no.state().name(),
                            no.since(),
                            no.source()
                        });
            }
        }
    }

    private record Contact(UUID owner, UUID id, String address) {}
}
