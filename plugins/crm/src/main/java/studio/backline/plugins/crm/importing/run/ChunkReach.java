package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
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
import studio.backline.plugins.crm.importing.match.PeopleHere;
import studio.backline.plugins.crm.importing.match.SamePerson;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/** Finds whom rows are about, and how these are reached; a statement for all rows of a chunk. */
class ChunkReach {

    // One by one, not "= any" or a plain join: with what PostgreSQL knows of a table that an import
    // is filling it took to comparing each of its rows, for seconds.
    private static final String BY_MAIL =
            """
            select c.normalised, c.person_id
            from unnest(cast(:mails as text[])) as k (mail), lateral (
                select normalised, person_id from contact_point
                where kind = 'mail' and normalised = k.mail offset 0) c
            """;

    private static final String BY_MAIL_BEFORE =
            """
            select c.normalised, c.person_id
            from unnest(cast(:mails as text[])) as k (mail), lateral (
                select normalised, person_id from contact_point
                where kind = 'mail' and normalised = k.mail offset 0) c, lateral (
                select import_batch from person where id = c.person_id offset 0) p
            where p.import_batch is distinct from :batch
            """;

    private static final String MAILS =
            """
            select person_id, normalised from contact_point
            where kind = 'mail' and person_id = any(cast(:people as uuid[]))
            """;

    /**
     * Of people {@code p}; one by one, so that each is looked up by its key. Of the import's own
     * those who said it to anybody else than the file, while the import was on its way.
     */
    private static final String SAID_NO =
            """
            exists (
                select 1 from backline_api.consent_standing s
                where s.subject_id = p.id and s.channel = 'EMAIL' and s.rank > 2 offset 0)
            and (p.import_batch is distinct from :batch or exists (
                select 1 from backline_api.consent_refusal n
                where n.subject_id = p.id and n.channel = 'EMAIL' and n.recorded_at <> all(cast(
                    (select b.told_at from import_batch b where b.id = :batch) as timestamptz[]))
                offset 0))
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

    /** The people whom rows that say no are about, by line; only lines of which there are any. */
    Map<Long, Set<UUID>> people(Collection<ParsedRow> rows, String source) {
        SamePerson here = new PeopleHere(entities).now(rows, source);
        Map<Long, Set<UUID>> people = new HashMap<>();
        for (ParsedRow row : rows) {
            Set<UUID> about = here.about(row);
            if (!about.isEmpty()) {
                people.put(row.line(), new HashSet<>(about));
            }
        }
        return people;
    }

    /**
     * Whom rows may be about who is here and said no, by line: of the same name, if it has two
     * words, or with one of the addresses. Whom the import made said what its file says of them,
     * unless somebody else has heard a no of them since.
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
        return byMail(rows, entities.createNativeQuery(BY_MAIL));
    }

    /** Whoever was here before an import and alone has the addresses of a row, by line. */
    Map<Long, UUID> owners(Collection<ParsedRow> rows, UUID batch) {
        Map<String, List<UUID>> before =
                byMail(
                        rows,
                        entities.createNativeQuery(BY_MAIL_BEFORE).setParameter("batch", batch));
        Map<Long, UUID> owners = new HashMap<>();
        rows.forEach(row -> alone(row, before).ifPresent(one -> owners.put(row.line(), one)));
        return owners;
    }

    /** Whoever alone has the addresses of a row. */
    static Optional<UUID> alone(ParsedRow row, Map<String, List<UUID>> owners) {
        Set<UUID> all =
                row.mails().stream()
                        .flatMap(mail -> owners.getOrDefault(mail, List.of()).stream())
                        .collect(Collectors.toSet());
        return all.stream().findFirst().filter(one -> all.size() == 1);
    }

    private static Map<String, List<UUID>> byMail(Collection<ParsedRow> rows, Query query) {
        Set<String> mails =
                rows.stream().flatMap(row -> row.mails().stream()).collect(Collectors.toSet());
        Map<String, List<UUID>> people = new HashMap<>();
        if (!mails.isEmpty()) {
            List<?> found = query.setParameter("mails", SqlArrays.texts(mails)).getResultList();
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

    /** Noes of this transaction are the import's own. */
    void noteNoes(UUID batch) {
        entities.createNativeQuery(
                        "update import_batch set told_at = told_at || now() where id = :batch")
                .setParameter("batch", batch)
                .executeUpdate();
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
