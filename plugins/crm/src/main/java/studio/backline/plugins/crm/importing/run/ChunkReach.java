package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/** Finds whom rows are about, and how these are reached; a statement for all rows of a chunk. */
class ChunkReach {

    private static final String BY_EXTERNAL_ID =
            """
            select k.line, p.id
            from unnest(cast(:lines as bigint[]), cast(:keys as text[])) as k (line, key)
            join person p on p.external_id = k.key
            """;

    private static final String BY_OWN_ID =
            """
            select k.line, p.id
            from unnest(cast(:lines as bigint[]), cast(:keys as uuid[])) as k (line, key)
            join person p on p.id = k.key
            """;

    private static final String BY_CONTACT =
            """
            select k.line, p.id
            from unnest(cast(:lines as bigint[]), cast(:kinds as text[]), cast(:keys as text[]),
                cast(:names as text[])) as k (line, kind, key, name)
            join contact_point c on c.normalised = k.key and c.kind = k.kind
            join person p on p.id = c.person_id
            where string_to_array(p.name_key, ' ') && string_to_array(k.name, ' ')
            """;

    // One by one, not "= any" or a plain join: with what PostgreSQL knows of a table that an import
    // is filling it took to comparing each of its rows, for seconds.
    private static final String BY_MAIL =
            """
            select c.normalised, c.person_id
            from unnest(cast(:mails as text[])) as k (mail), lateral (
                select normalised, person_id from contact_point
                where kind = 'mail' and normalised = k.mail offset 0) c
            """;

    private static final String MAILS =
            """
            select person_id, normalised from contact_point
            where kind = 'mail' and person_id = any(cast(:people as uuid[]))
            """;

    /** Of people {@code p}; one by one, so that each is looked up by its key. */
    private static final String SAID_NO =
            """
            p.import_batch is distinct from :batch and exists (
                select 1 from backline_api.consent_standing s
                where s.subject_id = p.id and s.channel = 'EMAIL' and s.rank > 2 offset 0)
            """;

    private static final String NO_BY_NAME =
            """
            select * from (
                select k.key, (select p.id from person p where p.name_key = k.key and SAID_NO limit 1)
                    as found
                from unnest(cast(:keys as text[])) as k (key) offset 0) looked where found is not null
            """
                    .replace("SAID_NO", SAID_NO);

    private static final String NO_BY_MAIL =
            """
            select * from (
                select k.key, (
                    select p.id from contact_point c, lateral (
                        select id, import_batch from person where id = c.person_id offset 0) p
                    where c.normalised = k.key and c.kind = 'mail' and SAID_NO limit 1) as found
                from unnest(cast(:keys as text[])) as k (key) offset 0) looked where found is not null
            """
                    .replace("SAID_NO", SAID_NO);

    private final EntityManager entities;

    ChunkReach(EntityManager entities) {
        this.entities = entities;
    }

    /** The people of rows, by line: by external id, else by a phone or mail and the name. */
    Map<Long, Set<UUID>> people(Collection<ParsedRow> rows) {
        Map<Long, Set<UUID>> people = byExternalId(rows);
        List<Long> lines = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ParsedRow row : rows) {
            if (row instanceof ParsedRow.Known known && !people.containsKey(row.line())) {
                for (int i = 0; i < known.normalised().size(); i++) {
                    ContactKind kind = known.contacts().get(i).kind();
                    if (kind == ContactKind.MAIL || kind == ContactKind.PHONE) {
                        lines.add(row.line());
                        kinds.add(kind.code());
                        keys.add(known.normalised().get(i));
                        names.add(known.keys().nameKey());
                    }
                }
            }
        }
        if (!lines.isEmpty()) {
            var query =
                    entities.createNativeQuery(BY_CONTACT)
                            .setParameter("lines", numbers(lines))
                            .setParameter("kinds", SqlArrays.texts(kinds))
                            .setParameter("keys", SqlArrays.texts(keys))
                            .setParameter("names", SqlArrays.texts(names));
            add(people, query.getResultList());
        }
        return people;
    }

    /** The people whom rows call by an external id, or by the id here, by line. */
    Map<Long, Set<UUID>> byExternalId(Collection<ParsedRow> rows) {
        Map<Long, Set<UUID>> people = new HashMap<>();
        List<ParsedRow> called = rows.stream().filter(r -> !r.externalId().isEmpty()).toList();
        Map<Long, UUID> own = new HashMap<>();
        called.forEach(
                row ->
                        ChunkStaging.uuid(row.externalId())
                                .ifPresent(id -> own.put(row.line(), id)));
        if (!called.isEmpty()) {
            var query =
                    entities.createNativeQuery(BY_EXTERNAL_ID)
                            .setParameter(
                                    "lines", numbers(called.stream().map(ParsedRow::line).toList()))
                            .setParameter(
                                    "keys",
                                    SqlArrays.texts(
                                            called.stream().map(ParsedRow::externalId).toList()));
            add(people, query.getResultList());
        }
        if (!own.isEmpty()) {
            var query =
                    entities.createNativeQuery(BY_OWN_ID)
                            .setParameter("lines", numbers(own.keySet()))
                            .setParameter("keys", SqlArrays.uuids(own.values()));
            add(people, query.getResultList());
        }
        return people;
    }

    /**
     * Whom rows may be about who is here and said no, by line: of the same name, if it has two
     * words, or with one of the addresses. Whom the import made said what its file says of them.
     */
    Map<Long, UUID> namesakes(Collection<ParsedRow.Known> rows, UUID batch) {
        Map<String, UUID> byName =
                found(NO_BY_NAME, batch, rows.stream().flatMap(row -> name(row).stream()));
        Map<String, UUID> byMail =
                found(NO_BY_MAIL, batch, rows.stream().flatMap(row -> row.mails().stream()));
        Map<Long, UUID> namesakes = new HashMap<>();
        for (ParsedRow.Known row : rows) {
            Stream.concat(
                            name(row).map(byName::get).stream(),
                            row.mails().stream().map(byMail::get).filter(Objects::nonNull))
                    .findFirst()
                    .ifPresent(person -> namesakes.put(row.line(), person));
        }
        return namesakes;
    }

    private static Optional<String> name(ParsedRow.Known row) {
        return Optional.of(row.keys().nameKey())
                .filter(name -> row.named() && name.indexOf(' ') > 0);
    }

    private Map<String, UUID> found(String sql, UUID batch, Stream<String> keys) {
        Set<String> distinct = keys.collect(Collectors.toSet());
        Map<String, UUID> found = new HashMap<>();
        if (!distinct.isEmpty()) {
            List<?> rows =
                    entities.createNativeQuery(sql)
                            .setParameter("keys", SqlArrays.texts(distinct))
                            .setParameter("batch", batch)
                            .getResultList();
            SqlValues.rows(rows).forEach(row -> found.put(text(row[0]), uuid(row[1])));
        }
        return found;
    }

    /** Everybody who has one of the rows' addresses, by address. */
    Map<String, List<UUID>> byMail(Collection<ParsedRow> rows) {
        Set<String> mails =
                rows.stream().flatMap(row -> row.mails().stream()).collect(Collectors.toSet());
        Map<String, List<UUID>> people = new HashMap<>();
        if (!mails.isEmpty()) {
            List<?> found =
                    entities.createNativeQuery(BY_MAIL)
                            .setParameter("mails", SqlArrays.texts(mails))
                            .getResultList();
            SqlValues.rows(found)
                    .forEach(
                            row ->
                                    people.computeIfAbsent(text(row[0]), m -> new ArrayList<>())
                                            .add(uuid(row[1])));
        }
        return people;
    }

    /** The addresses for mail that people have, by person. */
    Map<UUID, List<String>> mails(Set<UUID> people) {
        Map<UUID, List<String>> mails = new HashMap<>();
        if (!people.isEmpty()) {
            List<?> found =
                    entities.createNativeQuery(MAILS)
                            .setParameter("people", SqlArrays.uuids(people))
                            .getResultList();
            SqlValues.rows(found)
                    .forEach(
                            row ->
                                    mails.computeIfAbsent(uuid(row[0]), p -> new ArrayList<>())
                                            .add(text(row[1])));
        }
        return mails;
    }

    private static void add(Map<Long, Set<UUID>> people, List<?> found) {
        SqlValues.rows(found)
                .forEach(
                        row ->
                                people.computeIfAbsent(number(row[0]), line -> new HashSet<>())
                                        .add(uuid(row[1])));
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
