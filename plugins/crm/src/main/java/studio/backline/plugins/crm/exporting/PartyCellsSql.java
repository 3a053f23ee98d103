package studio.backline.plugins.crm.exporting;

import studio.backline.plugins.crm.party.PartyTables;

/**
 * Cells of several values in the exports of people and organisations, for PostgreSQL, as {@link
 * studio.backline.plugins.crm.csv.CsvCells} reads them. All parts are grouped and joined in the
 * order of the primary keys, without a look-up for each row.
 */
final class PartyCellsSql {

    /** The columns of ways to reach them, over {@link #from}. */
    static final String CONTACTS =
            column("c.mail", "Mail")
                    + column("c.phone", "Phone")
                    + column("c.handle", "Handle")
                    + column("c.web", "Web");

    /** The columns of roles and tags, over {@link #from}. */
    static final String ROLES_AND_TAGS = column("r.roles", "Roles") + column("t.tags", "Tags");

    // "offset 0" keeps the cell a column: PostgreSQL sorts each owner's alone for a filtered
    // aggregate of anything else, though they come in order. It also hides the order that is wanted
    // outside, so this names it: then PostgreSQL may go by the key and sort nothing.
    private static final String LABELLED =
            """
            select {owner}, %s as mail, %s as phone, %s as handle, %s as web
            from (select {owner}, id, kind,
                    case when label <> '' or strpos(value, ' [') > 0 and value like '%% [%%]'
                        then value || ' [' || replace(replace(label, '\\', '\\\\'), '[', '\\[') || ']'
                        else value end as cell
                from (
                    CONTACTS) whole order by {owner}, id offset 0) labelled
            group by {owner}
            """
                    .formatted(ofKind("mail"), ofKind("phone"), ofKind("handle"), ofKind("web"));

    private PartyCellsSql() {}

    /**
     * From {@code p} and what hangs on it: {@code c} the contacts, {@code r} the roles, {@code t}
     * the tags.
     *
     * @param contacts a query of all contacts: owner, id, kind, label and value
     */
    static String from(PartyTables tables, String contacts) {
        return tables.in(
                " from {party} p left join ("
                        + LABELLED.replace("CONTACTS", contacts)
                        + ") c on c.{owner} = p.id"
                        + """
                         left join (select {owner}, string_agg(role, E'\\n' order by role) as roles
                            from {role} group by {owner}) r on r.{owner} = p.id
                        left join (
                        """
                        + "select x.{owner}, "
                        + listed("string_agg(t.name, E'\\n' order by t.name_key)")
                        + " as tags from {tag} x join tag t on t.id = x.tag_id"
                        + " group by x.{owner}) t on t.{owner} = p.id");
    }

    /** A column, and more behind it. */
    static String column(String value, String name) {
        return "%s as \"%s\", ".formatted(value, name);
    }

    private static String ofKind(String kind) {
        return listed(
                "string_agg(cell, E'\\n' order by id) filter (where kind = '%s')".formatted(kind));
    }

    /**
     * One value that could be taken for several ends in a line break, so that it stays one. Asks
     * for no place in the cell, though a quote and a star matter at its begin alone: so it is a
     * third quicker.
     */
    private static String listed(String values) {
        return """
               case when strpos(%1$s, E'\\n') = 0 and %1$s ~ '[,;|"*]|:::'
                   then %1$s || E'\\n' else %1$s end"""
                .formatted(values);
    }
}
