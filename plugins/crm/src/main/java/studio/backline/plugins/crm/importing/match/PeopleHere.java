package studio.backline.plugins.crm.importing.match;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.importing.rows.NameWords;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.person.PersonName;

/** Looks up whom rows may be about: a statement for all rows of a chunk. */
public final class PeopleHere {

    /** As many of one address are looked at by parts of names too, the others by the whole. */
    private static final int SHARED = 200;

    private static final UUID NO_IMPORT = new UUID(0, 0);

    private static final String PERSON =
            "p.id, p.external_id, p.external_source, p.given, p.family, p.stage_name, p.sort_form,"
                    + " p.name_key";

    /** Whom this import has changed is looked for as they were, as in the dry run. */
    private static final String AS_THEY_WERE =
            """
             left join lateral (
                select x.image -> 'contact_point' as contacts, x.image -> 'person' as person
                from import_change x where x.batch_id = :batch and x.person_id = f.id limit 1
            ) i on true where i.person is null or\s""";

    private static final String COLUMNS =
            List.of(
                            "external_id",
                            "external_source",
                            "given",
                            "family",
                            "stage_name",
                            "sort_form",
                            "name_key")
                    .stream()
                    .map(
                            "coalesce(case when i.person is null then f.%1$s else i.person ->> '%1$s' end, '')"
                                    ::formatted)
                    .collect(Collectors.joining(", ", "f.id, ", ""));

    // Row by row, not "= any" or a plain join: with what PostgreSQL knows of a table that an import
    // is filling it took to comparing each of its rows, for seconds.
    private static final String BY_ID =
            "select '' as kind, k.key, "
                    + COLUMNS
                    + " from unnest(cast(:keys as text[])) as k (key), lateral (select "
                    + PERSON
                    + " from person p where p.external_id = k.key"
                    + " and p.import_batch is distinct from :batch limit "
                    + SHARED
                    + ") f"
                    + AS_THEY_WERE
                    + "i.person ->> 'external_id' = k.key";

    private static final String BY_ADDRESS =
            "select k.kind, k.key, "
                    + COLUMNS
                    + " from unnest(cast(:kinds as text[]), cast(:keys as text[])) as k (kind, key),"
                    + " lateral (select c.id as contact, p.* from contact_point c, lateral (select "
                    + PERSON
                    + " from person p where p.id = c.person_id"
                    + " and p.import_batch is distinct from :batch offset 0) p"
                    + " where c.kind = k.kind and c.normalised = k.key limit "
                    + SHARED
                    + ") f"
                    + AS_THEY_WERE
                    + "i.contacts @> jsonb_build_array(jsonb_build_object('id', f.contact))";

    private static final String BY_NAME_AND_ADDRESS =
            "select k.kind, k.key, "
                    + COLUMNS
                    + " from unnest(cast(:kinds as text[]), cast(:keys as text[]),"
                    + " cast(:names as text[])) as k (kind, key, name), lateral (select c.id as"
                    + " contact, p.* from (select "
                    + PERSON
                    + " from person p where p.name_key = k.name"
                    + " and p.import_batch is distinct from :batch limit "
                    + SHARED
                    + ") p, lateral (select id from contact_point where person_id = p.id"
                    + " and kind = k.kind and normalised = k.key limit 1) c offset 0) f"
                    + AS_THEY_WERE
                    + "i.contacts @> jsonb_build_array(jsonb_build_object('id', f.contact))";

    private static final String BY_OWN_ID =
            """
            select p.id from unnest(cast(:keys as uuid[])) as k (key), lateral (
                select id from person where id = k.key offset 0) p
            """;

    private final EntityManager entities;

    public PeopleHere(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Looks for the people of rows as they were before an import.
     *
     * @param source which list the rows are from
     */
    public SamePerson before(UUID batch, Collection<? extends ParsedRow> rows, String source) {
        List<ParsedRow.Known> known =
                rows.stream()
                        .filter(ParsedRow.Known.class::isInstance)
                        .map(ParsedRow.Known.class::cast)
                        .toList();
        Set<String> ids =
                rows.stream()
                        .map(ParsedRow::externalId)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet());
        return new SamePerson(own(ids), byId(batch, ids), byAddress(batch, known), source);
    }

    /** Looks for the people of rows as they are now. */
    public SamePerson now(Collection<? extends ParsedRow> rows, String source) {
        return before(NO_IMPORT, rows, source);
    }

    /** The id that a text is, written out in full. */
    public static Optional<UUID> ownId(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException anotherKindOfId) {
            return Optional.empty();
        }
    }

    private Set<UUID> own(Set<String> ids) {
        List<UUID> own = ids.stream().flatMap(id -> ownId(id).stream()).toList();
        if (own.isEmpty()) {
            return Set.of();
        }
        List<?> found =
                entities.createNativeQuery(BY_OWN_ID)
                        .setParameter("keys", SqlArrays.uuids(own))
                        .getResultList();
        return found.stream().map(SqlValues::uuid).collect(Collectors.toSet());
    }

    private Map<String, List<PersonHere>> byId(UUID batch, Set<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return found(
                entities.createNativeQuery(BY_ID)
                        .setParameter("keys", SqlArrays.texts(ids))
                        .setParameter("batch", batch)
                        .getResultList());
    }

    private Map<String, List<PersonHere>> byAddress(UUID batch, List<ParsedRow.Known> rows) {
        Map<String, List<PersonHere>> found = new HashMap<>();
        for (ContactKind kind : SamePerson.TELLING) {
            Set<String> addresses = new HashSet<>();
            rows.forEach(row -> addresses.addAll(row.reached(kind)));
            if (!addresses.isEmpty()) {
                List<?> people =
                        entities.createNativeQuery(BY_ADDRESS)
                                .setParameter("kinds", kinds(kind, addresses.size()))
                                .setParameter("keys", SqlArrays.texts(addresses))
                                .setParameter("batch", batch)
                                .getResultList();
                found.putAll(found(people));
                addMany(batch, kind, rows, found);
            }
        }
        return found;
    }

    /** Of addresses that very many share, those of the rows' whole names. */
    private void addMany(
            UUID batch,
            ContactKind kind,
            List<ParsedRow.Known> rows,
            Map<String, List<PersonHere>> found) {
        List<String> addresses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ParsedRow.Known row : rows) {
            for (String address : row.reached(kind)) {
                if (found.getOrDefault(kind.code() + address, List.of()).size() >= SHARED) {
                    addresses.add(address);
                    names.add(row.keys().nameKey());
                }
            }
        }
        if (!addresses.isEmpty()) {
            List<?> people =
                    entities.createNativeQuery(BY_NAME_AND_ADDRESS)
                            .setParameter("kinds", kinds(kind, addresses.size()))
                            .setParameter("keys", SqlArrays.texts(addresses))
                            .setParameter("names", SqlArrays.texts(names))
                            .setParameter("batch", batch)
                            .getResultList();
            found(people)
                    .forEach(
                            (key, more) ->
                                    found.computeIfAbsent(key, k -> new ArrayList<>())
                                            .addAll(more));
        }
    }

    private static String kinds(ContactKind kind, int count) {
        return SqlArrays.texts(Collections.nCopies(count, kind.code()));
    }

    private static Map<String, List<PersonHere>> found(List<?> rows) {
        Map<String, List<PersonHere>> found = new LinkedHashMap<>();
        SqlValues.rows(rows)
                .forEach(
                        row ->
                                found.computeIfAbsent(
                                                text(row[0]) + text(row[1]), k -> new ArrayList<>())
                                        .add(person(row)));
        return found;
    }

    private static PersonHere person(@Nullable Object[] row) {
        PersonName name =
                new PersonName("", text(row[5]), text(row[6]), text(row[7]), text(row[8]), "");
        return new PersonHere(
                uuid(row[2]),
                text(row[3]),
                text(row[4]),
                name,
                NameWords.of(name, text(row[9]), 0));
    }
}
