package studio.backline.plugins.crm.importing.organisations;

import java.util.List;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlInsert;
import studio.backline.plugins.crm.trash.OrganisationImage;

/** The SQL of one chunk of organisations, and of its way back, for PostgreSQL. */
final class OrganisationSql {

    /**
     * Organisations one by one: of {@code = any} PostgreSQL makes a look at each row of a table
     * that it does not know yet, and through all of the ids for each.
     */
    private static final String EACH =
            """
            from (select unnest(cast(:ids as uuid[])) as id order by 1) k, lateral (
                select * from organisation where id = k.id\s""";

    static final String LOCK = "select o.id " + EACH + "for update) o";

    static final String HERE = "select o.id, o.name, o.city, o.country " + EACH + "offset 0) o";

    static final String PARTS =
            """
            select c.organisation_id, c.kind, c.label, c.value
            from unnest(cast(:ids as uuid[])) as k (id), lateral (
                select organisation_id, kind, label, value from organisation_contact
                where organisation_id = k.id order by id offset 0) c
            union all
            select r.organisation_id, 'role', '', r.role
            from unnest(cast(:ids as uuid[])) as k (id), lateral (
                select organisation_id, role from organisation_role
                where organisation_id = k.id offset 0) r
            union all
            select x.organisation_id, 'tag', '', x.name
            from unnest(cast(:ids as uuid[])) as k (id), lateral (
                select m.organisation_id, t.name from organisation_tag m join tag t on t.id = m.tag_id
                where m.organisation_id = k.id offset 0) x
            """;

    /** Which of these organisations an import has made. */
    static final String MADE =
            """
            select m.made_id from unnest(cast(:ids as uuid[])) as k (id), lateral (
                select made_id from import_made
                where batch_id = :batch and made_id = k.id offset 0) m
            """;

    static final String KEEP_IMAGES =
            "insert into import_organisation_change (batch_id, organisation_id, image)"
                    + " select :batch, p.id, "
                    + OrganisationImage.WITHOUT_NOTES
                    + " "
                    + EACH
                    + "offset 0) p on conflict do nothing";

    static final String UPDATE =
            """
            update organisation o set city = s.city, country = s.country,
                search_text = s.search_text, changed_at = :started,
                version = o.version + case when s.fresh then 0 else 1 end
            from staged_organisation s where s.id = o.id
            """;

    static final List<String> ADD_PARTS =
            List.of(
                    SqlInsert.into(
                            "organisation_contact",
                            "organisation_id, id, kind, label, value",
                            "c.organisation_id, c.id, c.kind, c.label, c.value"
                                    + " from staged_organisation_contact c order by c.id"),
                    SqlInsert.into(
                            "organisation_role",
                            "organisation_id, role",
                            "s.id, unnest(s.roles) from staged_organisation s"
                                    + " on conflict do nothing"),
                    SqlInsert.into(
                            "organisation_tag",
                            "organisation_id, tag_id",
                            "s.id, cast(unnest(s.tags) as uuid) from staged_organisation s"
                                    + " on conflict do nothing"));

    /** Organisations {@code o} that nobody has put to use. */
    private static final String UNUSED =
            """
            not exists (select 1 from affiliation x where x.organisation_id = o.id)
                and not exists (select 1 from note x where x.organisation_id = o.id)
            """;

    /** What an import made and nobody has changed or used since. */
    static final String UNTOUCHED =
            """
             from import_made m join organisation o on o.id = m.made_id
            where m.batch_id = :batch and o.changed_at = :started and\s"""
                    + UNUSED;

    /** Of organisations put back those that an import made which has been undone meanwhile. */
    static final String ORPHANS =
            """
            select o.id from import_made m
                join import_batch b on b.id = m.batch_id and b.state = 'UNDONE'
                join organisation o on o.id = m.made_id and o.changed_at = b.started_at
            where o.id"""
                    + SqlArrays.among("ids")
                    + " and "
                    + UNUSED
                    + " for update of o";

    private OrganisationSql() {}
}
