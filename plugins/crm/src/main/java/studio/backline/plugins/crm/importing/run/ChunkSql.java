package studio.backline.plugins.crm.importing.run;

import java.util.List;
import studio.backline.plugins.crm.SqlInsert;
import studio.backline.plugins.crm.trash.PersonImage;

/** The SQL of one chunk, for PostgreSQL: from the staged rows into the tables. */
final class ChunkSql {

    /** Tells the rows whom they are about; a name that stays here is none of the row's. */
    static final String MATCH =
            """
            update staged_row r set person_id = m.person,
                given = case when m.keeps then '' else r.given end,
                family = case when m.keeps then '' else r.family end,
                sort_form = case when m.keeps then '' else r.sort_form end
            from unnest(cast(:lines as bigint[]), cast(:people as uuid[]),
                cast(:keeps as boolean[])) as m (line, person, keeps)
            where m.line = r.line
            """;

    /** Sets rows aside that are about a person whom an earlier row of the file is about. */
    static final String REPEATS =
            """
            update staged_row r set repeats = f.first, person_id = null
            from unnest(cast(:lines as bigint[]), cast(:firsts as bigint[])) as f (line, first)
            where f.line = r.line
            """;

    /** A place that the person is not at yet, or not as what the file says. */
    static final String UNKNOWN =
            """
            not exists (
                select 1 from affiliation x where x.person_id = r.person_id
                and x.organisation_id = cast(w.organisation as uuid)
                and (w.position = '' or x.position = w.position))
            """;

    /** A way to reach the person that is not known yet; one name may stand on two platforms. */
    static final String UNREACHED =
            """
            not exists (
                select 1 from contact_point k where k.person_id = r.person_id
                and k.kind = c.kind and k.normalised = c.normalised
                and (c.kind <> 'handle' or '' in (k.label, c.label)
                    or lower(k.label) = lower(c.label)))
            """;

    /** Marks people of whom the file knows more or other things. An empty cell leaves. */
    static final String CHANGED =
            """
            update staged_row set changed = true where line in (
                select r.line from staged_row r join person p on p.id = r.person_id
                where r.title <> '' and r.title <> p.title
                   or r.given <> '' and r.given <> p.given
                   or r.family <> '' and r.family <> p.family
                   or r.stage_name <> '' and r.stage_name <> p.stage_name
                   or r.sort_form <> '' and r.sort_form <> p.sort_form
                   or r.salutation <> '' and r.salutation <> p.salutation
                   or r.language <> '' and r.language <> p.language
                   or r.city <> '' and r.city <> p.city
                   or r.country <> '' and r.country <> p.country
                   or r.external_id is not null and p.external_id is null
                      and r.external_uuid is distinct from p.id
                union
                select c.line from staged_contact c join staged_row r on r.line = c.line
                where r.person_id is not null and
            """
                    + UNREACHED
                    + """
                union
                select r.line from staged_row r, unnest(r.roles) as w (role)
                where r.person_id is not null and not exists (
                    select 1 from person_role x where x.person_id = r.person_id and x.role = w.role)
                union
                select r.line from staged_row r, unnest(r.tags) as w (tag)
                where r.person_id is not null and not exists (
                    select 1 from person_tag x
                    where x.person_id = r.person_id and x.tag_id = cast(w.tag as uuid))
                union
                select r.line from staged_row r,
                    unnest(r.organisations, r.positions) as w (organisation, position)
                where r.person_id is not null and
            """
                    + UNKNOWN
                    + ")";

    /** Rows with which there would be more of something than a person may have. */
    static final String FULL =
            """
            select r.line from (
                select c.line, count(*) as more
                from staged_contact c join staged_row r on r.line = c.line
                where r.changed and
            """
                    + UNREACHED
                    + """
                group by c.line) n join staged_row r on r.line = n.line
            where n.more + (select count(*) from contact_point k
                where k.person_id = r.person_id) > :contacts
            union
            select r.line from staged_row r, lateral (
                select count(*) as more from unnest(r.tags) as w (tag) where not exists (
                    select 1 from person_tag x
                    where x.person_id = r.person_id and x.tag_id = cast(w.tag as uuid))) n
            where r.changed and n.more > 0 and n.more + (select count(*) from person_tag x
                where x.person_id = r.person_id) > :tags
            union
            select r.line from staged_row r, lateral (
                select count(*) as more
                from unnest(r.organisations, r.positions) as w (organisation, position) where
            """
                    + UNKNOWN
                    + """
                ) n
            where r.changed and n.more > 0 and n.more + (select count(*) from affiliation x
                where x.person_id = r.person_id) > :affiliations
            """;

    /** Sets rows aside that are not taken. */
    static final String LEAVE =
            """
            update staged_row set changed = false, person_id = null, repeats = 0
            where line = any(cast(:lines as bigint[]))
            """;

    /**
     * Waits for whoever is saving one of the people whom something is done to, and keeps others
     * from it: what is merged is read after this, and else would undo what was saved in between.
     */
    static final String HOLD =
            """
            with held as materialized (
                select from person p join staged_row r on r.person_id = p.id
                where r.changed or r.tightens order by p.id for no key update of p)
            select count(*) from held
            """;

    /** Lets go of people who were deleted in between; the lines that were about them. */
    static final String LET_GO =
            """
            with gone as (
                update staged_row r set changed = false
                where (changed or tightens) and person_id is not null and not exists (
                    select 1 from person p where p.id = r.person_id)
                returning r.line)
            select line from gone
            """;

    static final String KEEP_IMAGES =
            SqlInsert.into(
                    "import_change",
                    "batch_id, person_id, image",
                    ":batch, p.id, "
                            + PersonImage.WITHOUT_NOTES
                            + " from staged_row r join person p on p.id = r.person_id"
                            + " where r.changed on conflict do nothing");

    static final String UPDATE_PEOPLE =
            """
            update person p set title = s.title, given = s.given, family = s.family,
                stage_name = s.stage_name, sort_form = s.sort_form, salutation = s.salutation,
                language = s.language, city = s.city, country = s.country,
                display_name = s.display_name, name_key = s.name_key, search_text = s.search_text,
                external_id = coalesce(p.external_id, s.external_id),
                external_source = case when p.external_id is not null then p.external_source
                    when s.external_id is not null
                        then nullif(coalesce(s.external_source, :source), '') end,
                changed_at = :started, version = p.version + 1
            from staged_change s where s.id = p.id
            """;

    private static final String CONTACT =
            "person_id, id, kind, label, value, normalised, address_key";
    private static final String ROLE = "person_id, role";
    private static final String TAG = "person_id, tag_id";
    private static final String AFFILIATION = "person_id, id, organisation_id, position";

    /** Says as what somebody is at a place that is known without. */
    private static final String FILL_POSITIONS =
            """
            update affiliation a set position = w.position
            from staged_row r, unnest(r.organisations, r.positions) as w (organisation, position)
            where r.changed and a.person_id = r.person_id
                and a.organisation_id = cast(w.organisation as uuid)
                and a.position = '' and w.position <> '' and\s"""
                    + UNKNOWN;

    static final List<String> ADD_PARTS =
            List.of(
                    FILL_POSITIONS,
                    SqlInsert.into(
                            "contact_point",
                            CONTACT,
                            """
                            r.person_id, c.id, c.kind, c.label, c.value, c.normalised,
                                c.address_key
                            from staged_contact c join staged_row r on r.line = c.line
                            where r.changed and\s"""
                                    + UNREACHED),
                    SqlInsert.into(
                            "person_role",
                            ROLE,
                            """
                            r.person_id, unnest(r.roles) from staged_row r where r.changed
                            on conflict do nothing
                            """),
                    SqlInsert.into(
                            "person_tag",
                            TAG,
                            """
                            r.person_id, cast(unnest(r.tags) as uuid) from staged_row r
                            where r.changed
                            on conflict do nothing
                            """),
                    SqlInsert.into(
                            "affiliation",
                            AFFILIATION,
                            """
                            r.person_id, uuidv7(), cast(w.organisation as uuid), w.position
                            from staged_row r, unnest(r.organisations, r.positions)
                                with ordinality as w (organisation, position, nth)
                            where r.changed and\s"""
                                    + UNKNOWN
                                    + " order by r.line, w.nth"));

    private static final String NEW = "r.person_id is null and r.repeats is null";

    static final String REGISTER =
            "select backline_api.register_subjects(array(select r.id from staged_row r where "
                    + NEW
                    + " and r.kind = :kind), :kind)";

    static final String INSERT_PEOPLE =
            SqlInsert.into(
                    "person",
                    """
                    id, title, given, family, stage_name, sort_form, salutation,
                    language, city, country, display_name, name_key, search_text, external_id,
                    external_source, import_batch, created_at, changed_at""",
                    """
                    r.id, r.title, r.given, r.family, r.stage_name, r.sort_form, r.salutation,
                    r.language, r.city, r.country, r.display_name, r.name_key, r.search_text,
                    r.external_id, case when r.external_id is not null
                        then nullif(coalesce(r.external_source, :source), '') end,
                    :batch, :started, :started
                    from staged_row r where\s"""
                            + NEW);

    static final List<String> INSERT_PARTS =
            List.of(
                    SqlInsert.into(
                            "contact_point",
                            CONTACT,
                            """
                            c.person_id, c.id, c.kind, c.label, c.value, c.normalised,
                                c.address_key
                            from staged_contact c join staged_row r on r.id = c.person_id where\s"""
                                    + NEW),
                    SqlInsert.into(
                            "person_role",
                            ROLE,
                            "r.id, unnest(r.roles) from staged_row r where " + NEW),
                    SqlInsert.into(
                            "person_tag",
                            TAG,
                            "each.* from (select distinct r.id, cast(tag as uuid)"
                                    + " from staged_row r, unnest(r.tags) as tag where "
                                    + NEW
                                    + ") each"),
                    SqlInsert.into(
                            "affiliation",
                            AFFILIATION,
                            """
                            r.id, uuidv7(), cast(w.organisation as uuid), w.position
                            from staged_row r, unnest(r.organisations, r.positions)
                                with ordinality as w (organisation, position, nth)
                            where r.person_id is null and r.repeats is null order by r.line, w.nth
                            """));

    private ChunkSql() {}
}
