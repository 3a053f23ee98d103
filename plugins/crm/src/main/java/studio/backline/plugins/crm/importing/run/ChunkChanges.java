package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.person.PersonKeys;
import studio.backline.plugins.crm.person.PersonName;

/**
 * Merges what a chunk knows into people who are here already. What lists and searches go by follows
 * from both together, so that it is derived here and not in SQL.
 */
class ChunkChanges {

    private static final StagingTable CHANGES =
            new StagingTable(
                    "staged_change",
                    List.of(
                            new Column("id", Type.UUID),
                            new Column("title", Type.TEXT),
                            new Column("given", Type.TEXT),
                            new Column("family", Type.TEXT),
                            new Column("stage_name", Type.TEXT),
                            new Column("sort_form", Type.TEXT),
                            new Column("salutation", Type.TEXT),
                            new Column("language", Type.TEXT),
                            new Column("city", Type.TEXT),
                            new Column("country", Type.TEXT),
                            new Column("external_id", Type.TEXT),
                            new Column("external_source", Type.TEXT),
                            new Column("display_name", Type.TEXT),
                            new Column("name_key", Type.TEXT),
                            new Column("search_text", Type.TEXT)));

    private static final String PEOPLE =
            """
            select r.line, p.id, p.title, p.given, p.family, p.stage_name, p.sort_form,
                p.salutation, p.language, p.city, p.country, r.title, r.given, r.family,
                r.stage_name, r.sort_form, r.salutation
            from staged_row r join person p on p.id = r.person_id where r.changed
            """;

    private static final String CONTACTS =
            """
            select k.person_id, k.kind, k.label, k.value, k.normalised
            from contact_point k join staged_row r on r.person_id = k.person_id
            where r.changed order by k.person_id, k.id
            """;

    private final EntityManager entities;
    private final BulkLoad load;

    ChunkChanges(EntityManager entities, BulkLoad load) {
        this.entities = entities;
        this.load = load;
    }

    /** Stages the people as they will be. */
    void stage(Map<Long, ParsedRow.Known> byLine) {
        Map<UUID, Map<String, ContactPoint>> contacts = contacts();
        List<?> people = entities.createNativeQuery(PEOPLE).getResultList();
        List<@Nullable Object[]> merged = new ArrayList<>(people.size());
        SqlValues.rows(people)
                .forEach(
                        row -> {
                            ParsedRow.Known known = byLine.get(number(row[0]));
                            if (known != null) {
                                merged.add(merged(row, known, contacts));
                            }
                        });
        load.copy(CHANGES, merged.iterator());
    }

    private Map<UUID, Map<String, ContactPoint>> contacts() {
        Map<UUID, Map<String, ContactPoint>> contacts = new HashMap<>();
        List<?> rows = entities.createNativeQuery(CONTACTS).getResultList();
        SqlValues.rows(rows)
                .forEach(
                        row ->
                                contacts.computeIfAbsent(uuid(row[0]), id -> new LinkedHashMap<>())
                                        .put(
                                                text(row[1]) + text(row[4]),
                                                new ContactPoint(
                                                        ContactKind.ofCode(text(row[1])),
                                                        text(row[2]),
                                                        text(row[3]))));
        return contacts;
    }

    private static @Nullable Object[] merged(
            @Nullable Object[] row,
            ParsedRow.Known known,
            Map<UUID, Map<String, ContactPoint>> contacts) {
        var details = known.details();
        PersonName both =
                new PersonName(
                        either(text(row[11]), row[2]),
                        either(text(row[12]), row[3]),
                        either(text(row[13]), row[4]),
                        either(text(row[14]), row[5]),
                        either(text(row[15]), row[6]),
                        either(text(row[16]), row[7]));
        UUID id = uuid(row[1]);
        Map<String, ContactPoint> reached =
                contacts.computeIfAbsent(id, none -> new LinkedHashMap<>());
        for (int i = 0; i < known.contacts().size(); i++) {
            ContactPoint contact = known.contacts().get(i);
            reached.putIfAbsent(contact.kind().code() + known.normalised().get(i), contact);
        }
        PersonKeys keys = PersonKeys.of(both, List.copyOf(reached.values()));
        String external = known.externalId();
        return new @Nullable Object[] {
            id,
            both.title(),
            both.given(),
            both.family(),
            both.stage(),
            both.sortForm(),
            both.salutation(),
            either(details.language(), row[8]),
            either(details.city(), row[9]),
            either(details.country(), row[10]),
            external.isEmpty() || external.equals(id.toString()) ? null : external,
            known.list().orElse(null),
            keys.display(),
            keys.nameKey(),
            keys.searchText()
        };
    }

    private static String either(String fresh, @Nullable Object kept) {
        return fresh.isEmpty() ? text(kept) : fresh;
    }
}
