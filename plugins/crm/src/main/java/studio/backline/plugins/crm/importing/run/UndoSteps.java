package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.importing.undo.NoesWithoutAddress;
import studio.backline.plugins.crm.importing.undo.UndoneChanges;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.trash.KeptNoes;
import studio.backline.plugins.crm.trash.PersonImage;

/**
 * Takes an import of people back, some thousand at a time, inside the current transaction. Whoever
 * was edited since bears another time of change and stays as they are, and so does whoever said no
 * to anybody else than its file. Whose no has no address to be kept by stays with their name.
 */
public class UndoSteps implements ImportTarget.Undoing {

    private static final int STEP = 5_000;

    private static final UndoneChanges.Columns COLUMNS =
            new UndoneChanges.Columns(
                    List.of(
                            "title",
                            "given",
                            "family",
                            "stage_name",
                            "sort_form",
                            "salutation",
                            "language",
                            "city",
                            "country",
                            "display_name",
                            "name_key",
                            "search_text",
                            "external_id",
                            "external_source"),
                    List.of("contact_point", "person_role", "person_tag", "affiliation"),
                    PersonImage.RESTORE_PARTS);

    private final EntityManager entities;
    private final Subjects subjects;
    private final ConsentLedger ledger;
    private final UndoneChanges changes;
    private final KeptNoes noes;
    private final NoesWithoutAddress noesAlone;

    UndoSteps(EntityManager entities, Subjects subjects, ConsentLedger ledger, ImportStore store) {
        this.entities = entities;
        this.subjects = subjects;
        this.ledger = ledger;
        this.changes = new UndoneChanges(entities, store, PartyTables.PERSON, COLUMNS, STEP);
        this.noes = new KeptNoes(entities, subjects, ledger);
        this.noesAlone = new NoesWithoutAddress(entities);
    }

    @Override
    public int take(ImportId batch, Instant started, String reason) {
        takeTurn();
        UndoneChanges.Restored restored =
                changes.restore(
                        batch,
                        started,
                        (people, putBack) -> {
                            hold(people);
                            noes.keepLost(
                                    people,
                                    () -> {
                                        putBack.run();
                                        putBackInTrash(batch.value(), people);
                                    });
                        });
        delete(orphans(restored.untouched()), reason);
        if (restored.all() > 0) {
            return restored.all();
        }
        int made = remove(batch.value(), started, reason);
        return made > 0 ? made : removeKept(batch.value(), reason);
    }

    /** Whoever hears a no of theirs meanwhile is waited for, or waits. */
    private void hold(Collection<UUID> people) {
        query("select 1 from backline_api.hold_subjects(cast(:people as uuid[]))")
                .setParameter("people", SqlArrays.uuids(people))
                .getSingleResult();
    }

    /** An organisation in the trash has those with it who were affiliated before the import. */
    private void putBackInTrash(UUID batch, Collection<UUID> people) {
        String among = SqlArrays.among("people");
        query("delete from deleted_affiliation where person_id" + among)
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
        query(
                        """
                        insert into deleted_affiliation (organisation_id, person_id, id, position)
                        select part.organisation_id, part.person_id, part.id, part.position
                        from (select image -> 'affiliation' as rows from import_change
                            where batch_id = :batch and person_id{among}) images,
                            lateral jsonb_populate_recordset(
                                cast(null as affiliation), images.rows) part
                        where exists (
                            select 1 from deleted_organisation d where d.id = part.organisation_id)
                        """
                                .replace("{among}", among))
                .setParameter("batch", batch)
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
    }

    /** Of people put back those whom an import made that has been undone meanwhile. */
    private List<UUID> orphans(List<UUID> people) {
        if (people.isEmpty()) {
            return people;
        }
        return ids(
                query(
                                """
                                select p.id from person p join import_batch b
                                    on b.id = p.import_batch and b.state = 'UNDONE'
                                where p.created_at = b.started_at and p.changed_at = b.started_at
                                    and p.id"""
                                        + SqlArrays.among("people")
                                        + " for update of p")
                        .setParameter("people", SqlArrays.uuids(people)));
    }

    /** Removes people who were new; how many. */
    private int remove(UUID batch, Instant started, String reason) {
        List<UUID> people =
                ids(
                        query(
                                        """
                                        select id from person where created_at = :started
                                            and changed_at = :started and import_batch = :batch
                                        for update
                                        """)
                                .setParameter("started", started)
                                .setParameter("batch", batch)
                                .setMaxResults(STEP));
        delete(people, reason);
        return people.size();
    }

    /**
     * Removes people of imports undone before, who stayed for a no that this one told; how many.
     */
    private int removeKept(UUID batch, String reason) {
        List<UUID> people =
                ids(
                        query(
                                        """
                                        select p.id from import_batch b
                                            cross join lateral unnest(b.told_at) as told(at)
                                            join person p on p.changed_at = told.at
                                            join import_batch made on made.id = p.import_batch
                                                and made.state = 'UNDONE'
                                        where b.id = :batch
                                        for update of p
                                        """)
                                .setParameter("batch", batch)
                                .setMaxResults(STEP));
        delete(people, reason);
        return people.size();
    }

    private void delete(List<UUID> found, String reason) {
        if (found.isEmpty()) {
            return;
        }
        hold(found);
        List<UUID> people = noesAlone.keep(unheard(found));
        if (people.isEmpty()) {
            return;
        }
        noes.keep(people);
        subjects.withdraw(people.stream().map(SubjectId::new).toList(), reason);
        query("delete from person where id" + SqlArrays.among("people"))
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
    }

    /**
     * Of people those who said no to nobody but imports that are taken back. The others count as
     * changed then, and stay.
     */
    private List<UUID> unheard(List<UUID> people) {
        Set<UUID> heard =
                Set.copyOf(
                        ids(
                                query(
                                                """
                                                with undone as materialized (
                                                    select unnest(told_at) as at from import_batch
                                                    where state in ('UNDOING', 'UNDONE')),
                                                heard as (
                                                    update person p set changed_at = said.at
                                                    from person made, lateral (
                                                        select max(n.recorded_at) as at
                                                        from backline_api.consent_refusal n
                                                        where n.subject_id = made.id
                                                            and n.recorded_at not in (
                                                                select at from undone)
                                                        offset 0) said
                                                    where made.id = p.id and said.at is not null
                                                        and made.id{people}
                                                    returning p.id)
                                                select id from heard
                                                """
                                                        .replace(
                                                                "{people}",
                                                                SqlArrays.among("people")))
                                        .setParameter("people", SqlArrays.uuids(people))));
        return people.stream().filter(person -> !heard.contains(person)).toList();
    }

    @Override
    public void takeTurn() {
        query(ImportTarget.TAKE_TURN).getSingleResult();
    }

    /** Who lies in the trash may come back, and does so without it too. */
    @Override
    public ImportTarget.Ungranted ungrant(UUID batch, Instant started, UUID after, String reason) {
        List<@Nullable Object[]> stay =
                SqlValues.rows(
                                query(
                                                """
                                                select id, here from (
                                                    select id, true as here from person
                                                    where created_at = :started
                                                        and import_batch = :batch
                                                    union all
                                                    select id, false from deleted_person
                                                    where image -> 'person' ->> 'import_batch'
                                                        = cast(:batch as text)) stay
                                                where id > :after order by id
                                                """)
                                        .setParameter("started", started)
                                        .setParameter("batch", batch)
                                        .setParameter("after", after)
                                        .setMaxResults(STEP)
                                        .getResultList())
                        .toList();
        if (stay.isEmpty()) {
            return ImportTarget.Ungranted.NONE;
        }
        List<UUID> all = stay.stream().map(row -> SqlValues.uuid(row[0])).toList();
        hold(all);
        return new ImportTarget.Ungranted(
                undoGrants(stay, true, reason),
                undoGrants(stay, false, reason),
                Optional.of(all.getLast()));
    }

    private int undoGrants(List<@Nullable Object[]> stay, boolean here, String reason) {
        List<SubjectId> people =
                stay.stream()
                        .filter(row -> Boolean.valueOf(here).equals(row[1]))
                        .map(row -> new SubjectId(SqlValues.uuid(row[0])))
                        .toList();
        return people.isEmpty() ? 0 : ledger.undoGrants(people, reason);
    }

    @Override
    public void removeNames(UUID batch) {
        query(
                        """
                        delete from tag t using import_made m
                        where m.batch_id = :batch and m.made_id = t.id
                            and not exists (select 1 from person_tag x where x.tag_id = t.id)
                            and not exists (
                                select 1 from organisation_tag x where x.tag_id = t.id)
                        """)
                .setParameter("batch", batch)
                .executeUpdate();
        query(
                        """
                        delete from organisation o
                        using import_made m join import_batch b on b.id = m.batch_id
                        where m.batch_id = :batch and m.made_id = o.id
                            and (o.version = 0 or o.changed_at = b.started_at)
                            and not exists (
                                select 1 from affiliation x where x.organisation_id = o.id)
                            and not exists (
                                select 1 from note x where x.organisation_id = o.id)
                        """)
                .setParameter("batch", batch)
                .executeUpdate();
        // What another import has changed goes back to this one's when that is undone too.
        query(
                        """
                        delete from import_made m using import_batch b
                        where b.id = m.batch_id and (b.id = :batch or b.state = 'UNDONE')
                            and not exists (select 1 from import_organisation_change c
                                where c.organisation_id = m.made_id)
                        """)
                .setParameter("batch", batch)
                .executeUpdate();
    }

    @Override
    public long left(UUID batch, Instant started) {
        return changes.left(batch)
                + number(
                        query(
                                        """
                                        select count(*) from person where created_at = :started
                                            and import_batch = :batch and changed_at = :started
                                        """)
                                .setParameter("started", started)
                                .setParameter("batch", batch));
    }

    @Override
    public long edited(UUID batch, Instant started) {
        return number(
                query(
                                """
                                select count(*) from person where created_at = :started
                                    and import_batch = :batch and changed_at <> :started
                                """)
                        .setParameter("started", started)
                        .setParameter("batch", batch));
    }

    private Query query(String sql) {
        return entities.createNativeQuery(sql);
    }

    private static long number(Query query) {
        return SqlValues.number(query.getSingleResult());
    }

    private static List<UUID> ids(Query query) {
        List<?> ids = query.getResultList();
        return ids.stream().map(SqlValues::uuid).toList();
    }
}
