package studio.backline.plugins.crm.exporting;

/**
 * The one query of the export, for PostgreSQL. Cells of several values are made in it, as {@link
 * studio.backline.plugins.crm.csv.CsvCells} reads them; the host keeps formulas from being any. All
 * parts are grouped and joined in the order of the primary keys, without a look-up for each person.
 */
final class PeopleSql {

    // "offset 0" keeps the cell a column: PostgreSQL sorts each person's alone for a filtered
    // aggregate of anything else, though they come in order.
    private static final String CONTACTS =
            """
            select person_id, %s as mail, %s as phone, %s as handle, %s as web
            from (select person_id, id, kind,
                    case when label <> '' or strpos(value, ' [') > 0 and value like '%% [%%]'
                        then value || ' [' || replace(replace(label, '\\', '\\\\'), '[', '\\[') || ']'
                        else value end as cell
                from (
                    select person_id, id, kind, label,
                        case when kind = 'phone' and normalised like '+%%'
                            and ltrim(value) not like '+%%' then normalised else value end as value
                    from contact_point) whole offset 0) labelled
            group by person_id
            """
                    .formatted(ofKind("mail"), ofKind("phone"), ofKind("handle"), ofKind("web"));

    static final String PEOPLE =
            MailStatusSql.WITH
                    + "select coalesce(nullif(p.external_id, ''), p.id::text) as \"External id\", "
                    + column("p.title", "Title")
                    + column("p.given", "Given name")
                    + column("p.family", "Family name")
                    + column("p.stage_name", "Stage name")
                    + column("p.sort_form", "Sort form")
                    + column("p.salutation", "Salutation")
                    + column("p.language", "Language")
                    + column("p.city", "City")
                    + column("p.country", "Country")
                    + column("c.mail", "Mail")
                    + column("c.phone", "Phone")
                    + column("c.handle", "Handle")
                    + column("c.web", "Web")
                    + "r.roles as \"Roles\", "
                    + column("t.tags", "Tags")
                    + column("a.organisations", "Organisation")
                    + column("a.positions", "Position")
                    + MailStatusSql.COLUMNS
                    + " from person p left join ("
                    + CONTACTS
                    + ") c on c.person_id = p.id"
                    + """
                     left join (select person_id, string_agg(role, E'\\n' order by role) as roles
                        from person_role group by person_id) r on r.person_id = p.id
                    left join (
                    """
                    + "select pt.person_id, "
                    + listed("string_agg(t.name, E'\\n' order by t.name_key)")
                    + " as tags from person_tag pt join tag t on t.id = pt.tag_id"
                    + " group by pt.person_id) t on t.person_id = p.id"
                    + """
                     left join (
                        select a.person_id,
                            string_agg(o.name, E'\\n' order by a.id) as organisations,
                            case when bool_or(a.position <> '')
                                then string_agg(a.position, E'\\n' order by a.id) end as positions
                        from affiliation a join organisation o on o.id = a.organisation_id
                        group by a.person_id) a on a.person_id = p.id
                    """
                    + MailStatusSql.JOINS
                    + " order by p.id";

    private PeopleSql() {}

    private static String column(String value, String name) {
        return "%s as \"%s\", ".formatted(value, name);
    }

    private static String ofKind(String kind) {
        return listed(
                "string_agg(cell, E'\\n' order by id) filter (where kind = '%s')".formatted(kind));
    }

    /** One value that could be taken for several ends in a line break, so that it stays one. */
    private static String listed(String values) {
        return """
               case when %1$s ~ '[,;|]|:::|^(\\s*"|[*] )' and strpos(%1$s, E'\\n') = 0
                   then %1$s || E'\\n' else %1$s end"""
                .formatted(values);
    }
}
