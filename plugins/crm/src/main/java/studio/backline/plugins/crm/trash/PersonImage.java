package studio.backline.plugins.crm.trash;

import java.util.List;

/**
 * A person with all that hangs on them as one JSON value, written and read back by PostgreSQL
 * alone, for what can be undone: a deletion, an import.
 */
public final class PersonImage {

    /** The image of {@code p}, a row of person, without notes. */
    public static final String WITHOUT_NOTES =
            """
            jsonb_build_object('person', to_jsonb(p),
                'contact_point', coalesce((select jsonb_agg(to_jsonb(c)) from contact_point c
                    where c.person_id = p.id), '[]'),
                'person_role', coalesce((select jsonb_agg(to_jsonb(r)) from person_role r
                    where r.person_id = p.id), '[]'),
                'person_tag', coalesce((select jsonb_agg(to_jsonb(t)) from person_tag t
                    where t.person_id = p.id), '[]'),
                'affiliation', coalesce((select jsonb_agg(to_jsonb(a)) from affiliation a
                    where a.person_id = p.id), '[]'))
            """;

    /** The image with the sealed notes, which stay sealed. */
    public static final String WITH_NOTES =
            WITHOUT_NOTES
                    + """
                    || jsonb_build_object('note', coalesce((select jsonb_agg(to_jsonb(n))
                        from note n where n.person_id = p.id), '[]'))
                    """;

    /**
     * Puts back what hangs on people; tags and organisations that are gone meanwhile are left out.
     * Each takes the source of the images as {@code %s}: from … where ….
     */
    public static final List<String> RESTORE_PARTS =
            List.of(
                    part("contact_point", ""),
                    part("person_role", ""),
                    part(
                            "person_tag",
                            "where exists (select 1 from tag t where t.id = part.tag_id)"),
                    part(
                            "affiliation",
                            "where exists (select 1 from organisation o"
                                    + " where o.id = part.organisation_id)"),
                    part("note", ""));

    static final String RESTORE_PERSON =
            "insert into person select (jsonb_populate_record(cast(null as person), image -> 'person')).*";

    static final String FROM_TRASH = " from deleted_person where id = :person";

    private PersonImage() {}

    private static String part(String table, String condition) {
        return "insert into "
                + table
                + " select part.* from (select image -> '"
                + table
                + "' as rows %s) images, lateral jsonb_populate_recordset(cast(null as "
                + table
                + "), images.rows) part "
                + condition;
    }
}
