package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportStore;
import studio.backline.plugins.crm.trash.KeptNoes;
import studio.backline.plugins.crm.trash.PersonImage;

/**
 * Takes an import of people back, some thousand at a time, inside the current transaction. Whoever
 * was edited since bears another time of change and stays as they are.
 */
public class UndoSteps implements ImportTarget.Undoing {

    private static final int STEP = 5_000;
    private static final String IMAGES =
            " from import_change where batch_id = :batch"
                    + " and person_id = any(cast(:people as uuid[]))";

    private final EntityManager entities;
    private final Subjects subjects;
    private final ImportStore store;
    private final KeptNoes noes;

    UndoSteps(EntityManager entities, Subjects subjects, ConsentLedger ledger, ImportStore store) {
        this.entities = entities;
        this.subjects = subjects;
        this.store = store;
        this.noes = new KeptNoes(entities, ledger);
    }

    @Override
    public int take(ImportId batch, Instant started) {
        query(ImportTarget.TAKE_TURN).getSingleResult();
        int restored = restore(batch, started);
        return restored > 0 ? restored : remove(batch.value(), started);
    }

    /** Restores people who were changed; how many there were, edited ones included. */
    private int restore(ImportId id, Instant started) {
        UUID batch = id.value();
        List<UUID> people =
                ids(
                        query("select person_id from import_change where batch_id = :batch")
                                .setParameter("batch", batch)
                                .setMaxResults(STEP));
        List<UUID> untouched =
                ids(
                        query(
                                        """
                                        select id from person
                                        where id = any(cast(:people as uuid[]))
                                            and changed_at = :started for update
                                        """)
                                .setParameter("people", SqlArrays.uuids(people))
                                .setParameter("started", started));
        store.kept(
                id,
                number(
                        query(
                                        """
                                        select count(*) from person
                                        where id = any(cast(:people as uuid[]))
                                            and changed_at <> :started
                                        """)
                                .setParameter("people", SqlArrays.uuids(people))
                                .setParameter("started", started)));
        if (!untouched.isEmpty()) {
            noes.keepLost(untouched, () -> putBack(batch, SqlArrays.uuids(untouched)));
        }
        handOn(batch, started, SqlArrays.uuids(people));
        query("delete " + IMAGES)
                .setParameter("batch", batch)
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
        delete(orphans(untouched));
        return people.size();
    }

    /** Whom another import changed next goes back to before this one when that is undone too. */
    private void handOn(UUID batch, Instant started, String people) {
        query(
                        """
                        update import_change x set image = i.image from import_change i
                        where i.batch_id = :batch and i.person_id = any(cast(:people as uuid[]))
                            and x.person_id = i.person_id and x.batch_id <> i.batch_id
                            and cast(x.image -> 'person' ->> 'changed_at' as timestamptz) = :started
                        """)
                .setParameter("batch", batch)
                .setParameter("started", started)
                .setParameter("people", people)
                .executeUpdate();
    }

    /** Of people put back those whom an import made that has been undone meanwhile. */
    private List<UUID> orphans(List<UUID> people) {
        return ids(
                query(
                                """
                                select p.id from person p join import_batch b
                                    on b.id = p.import_batch and b.state = 'UNDONE'
                                where p.id = any(cast(:people as uuid[]))
                                    and p.created_at = b.started_at and p.changed_at = b.started_at
                                for update of p
                                """)
                        .setParameter("people", SqlArrays.uuids(people)));
    }

    /** Removes people who were new; how many. */
    private int remove(UUID batch, Instant started) {
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
        delete(people);
        return people.size();
    }

    private void delete(List<UUID> people) {
        if (people.isEmpty()) {
            return;
        }
        noes.keep(people);
        subjects.withdraw(people.stream().map(SubjectId::new).toList());
        query("delete from person where id = any(cast(:people as uuid[]))")
                .setParameter("people", SqlArrays.uuids(people))
                .executeUpdate();
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
        return number(
                query(
                                """
                                select (select count(*) from person where created_at = :started
                                        and import_batch = :batch and changed_at = :started)
                                    + (select count(*) from import_change
                                        where batch_id = :batch)
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

    private void putBack(UUID batch, String people) {
        query(
                        """
                        update person p set title = i.title, given = i.given, family = i.family,
                            stage_name = i.stage_name, sort_form = i.sort_form,
                            salutation = i.salutation, language = i.language, city = i.city,
                            country = i.country, display_name = i.display_name,
                            name_key = i.name_key, search_text = i.search_text,
                            external_id = i.external_id, external_source = i.external_source,
                            changed_at = i.changed_at, version = p.version + 1
                        from (select (jsonb_populate_record(cast(null as person),
                                image -> 'person')).*
                        """
                                + IMAGES
                                + ") i where i.id = p.id")
                .setParameter("batch", batch)
                .setParameter("people", people)
                .executeUpdate();
        for (String table : List.of("contact_point", "person_role", "person_tag", "affiliation")) {
            query("delete from " + table + " where person_id = any(cast(:people as uuid[]))")
                    .setParameter("people", people)
                    .executeUpdate();
        }
        for (String part : PersonImage.RESTORE_PARTS) {
            query(part.formatted(IMAGES))
                    .setParameter("batch", batch)
                    .setParameter("people", people)
                    .executeUpdate();
        }
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
