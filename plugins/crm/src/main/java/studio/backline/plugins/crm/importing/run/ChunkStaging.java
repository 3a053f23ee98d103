package studio.backline.plugins.crm.importing.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.match.PeopleHere;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.tag.TagKeys;

/** Brings a chunk's people into temporary tables, from which SQL takes them on. */
class ChunkStaging {

    private static final StagingTable ROWS =
            new StagingTable(
                    "staged_row",
                    List.of(
                            new Column("line", Type.BIGINT),
                            new Column("id", Type.UUID),
                            new Column("person_id", Type.UUID),
                            new Column("repeats", Type.BIGINT),
                            new Column("changed", Type.BOOLEAN),
                            new Column("tightens", Type.BOOLEAN),
                            new Column("external_id", Type.TEXT),
                            new Column("external_uuid", Type.UUID),
                            new Column("external_source", Type.TEXT),
                            new Column("named", Type.BOOLEAN),
                            new Column("title", Type.TEXT),
                            new Column("given", Type.TEXT),
                            new Column("family", Type.TEXT),
                            new Column("stage_name", Type.TEXT),
                            new Column("sort_form", Type.TEXT),
                            new Column("salutation", Type.TEXT),
                            new Column("language", Type.TEXT),
                            new Column("city", Type.TEXT),
                            new Column("country", Type.TEXT),
                            new Column("display_name", Type.TEXT),
                            new Column("name_key", Type.TEXT),
                            new Column("search_text", Type.TEXT),
                            new Column("kind", Type.TEXT),
                            new Column("roles", Type.TEXT_ARRAY),
                            new Column("tags", Type.TEXT_ARRAY),
                            new Column("organisations", Type.TEXT_ARRAY),
                            new Column("positions", Type.TEXT_ARRAY)));

    private static final StagingTable CONTACTS =
            new StagingTable(
                    "staged_contact",
                    List.of(
                            new Column("line", Type.BIGINT),
                            new Column("person_id", Type.UUID),
                            new Column("id", Type.UUID),
                            new Column("kind", Type.TEXT),
                            new Column("label", Type.TEXT),
                            new Column("value", Type.TEXT),
                            new Column("normalised", Type.TEXT),
                            new Column("address_key", Type.BIGINT)));

    private static final String[] NOTHING = {};

    private final BulkLoad load;
    private final NameIds tags;
    private final NameIds organisations;
    private final AddressKeys addressKeys;

    ChunkStaging(BulkLoad load, NameIds tags, NameIds organisations, AddressKeys addressKeys) {
        this.load = load;
        this.addressKeys = addressKeys;
        this.tags = tags;
        this.organisations = organisations;
    }

    /** What rows name besides: tags and organisations, by key. */
    record Named(Map<String, UUID> tags, Map<String, UUID> organisations) {}

    Named named(List<ParsedRow.Known> people) {
        // Tags before organisations, as the forms: else each could wait for the other.
        Map<String, UUID> tagIds =
                tags.of(people.stream().flatMap(p -> p.details().tags().stream()).toList());
        return new Named(
                tagIds,
                organisations.of(
                        people.stream()
                                .flatMap(p -> p.details().affiliations().stream())
                                .map(Affiliation::organisation)
                                .toList()));
    }

    /** Somebody may have deleted one. */
    void forgetNames() {
        tags.forget();
        organisations.forget();
    }

    void copy(List<ParsedRow.Known> people, Named named) {
        load.copy(
                ROWS,
                people.stream()
                        .map(row -> row(row, named.tags(), named.organisations()))
                        .iterator());
        load.copy(CONTACTS, contacts(people));
    }

    private static @Nullable Object[] row(
            ParsedRow.Known row, Map<String, UUID> tags, Map<String, UUID> organisations) {
        var details = row.details();
        var name = details.name();
        return new @Nullable Object[] {
            row.line(),
            row.id(),
            null,
            null,
            false,
            row.news().tightens(),
            row.externalId().isEmpty() ? null : row.externalId(),
            PeopleHere.ownId(row.externalId()).orElse(null),
            row.list().orElse(null),
            row.named(),
            name.title(),
            name.given(),
            name.family(),
            name.stage(),
            name.sortForm(),
            name.salutation(),
            details.language(),
            details.city(),
            details.country(),
            row.keys().display(),
            row.keys().nameKey(),
            row.keys().searchText(),
            PartyRole.subjectKind(details.roles()).name(),
            texts(details.roles(), PartyRole::code),
            texts(details.tags(), tag -> id(tags, TagKeys.key(tag))),
            texts(
                    details.affiliations(),
                    a -> id(organisations, OrganisationKeys.key(a.organisation()))),
            texts(details.affiliations(), Affiliation::position)
        };
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.isEmpty() ? NOTHING : values.stream().map(text).toArray(String[]::new);
    }

    private static String id(Map<String, UUID> ids, String key) {
        return String.valueOf(ids.get(key));
    }

    private Iterator<@Nullable Object[]> contacts(List<ParsedRow.Known> people) {
        List<@Nullable Object[]> rows = new ArrayList<>(people.size() * 2);
        for (ParsedRow.Known row : people) {
            for (int i = 0; i < row.contacts().size(); i++) {
                rows.add(contact(row, row.contacts().get(i), row.normalised().get(i)));
            }
        }
        return rows.iterator();
    }

    private @Nullable Object[] contact(
            ParsedRow.Known row, ContactPoint contact, String normalised) {
        return new @Nullable Object[] {
            row.line(),
            row.id(),
            TimeOrderedUuid.next(),
            contact.kind().code(),
            contact.label(),
            contact.value(),
            normalised,
            addressKeys.of(contact.kind(), normalised)
        };
    }
}
