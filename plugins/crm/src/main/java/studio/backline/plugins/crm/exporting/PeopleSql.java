package studio.backline.plugins.crm.exporting;

import studio.backline.plugins.crm.party.PartyTables;

/**
 * The one query of the export, for PostgreSQL; the host keeps formulas from being any. All parts
 * are grouped and joined in the order of the primary keys, without a look-up for each person.
 */
final class PeopleSql {

    /** Contacts, a phone in the form in which it is whole. */
    private static final String CONTACTS =
            """
            select person_id, id, kind, label,
                case when kind = 'phone' and normalised like '+%'
                    and ltrim(value) not like '+%' then normalised else value end as value
            from contact_point""";

    static final String PEOPLE =
            MailStatusSql.WITH
                    + "select coalesce(nullif(p.external_id, ''), p.id::text) as \"External id\", "
                    + "case when p.external_id <> '' then p.external_source end"
                    + " as \"External id list\", "
                    + PartyCellsSql.column("p.title", "Title")
                    + PartyCellsSql.column("p.given", "Given name")
                    + PartyCellsSql.column("p.family", "Family name")
                    + PartyCellsSql.column("p.stage_name", "Stage name")
                    + PartyCellsSql.column("p.sort_form", "Sort form")
                    + PartyCellsSql.column("p.salutation", "Salutation")
                    + PartyCellsSql.column("p.language", "Language")
                    + PartyCellsSql.column("p.city", "City")
                    + PartyCellsSql.column("p.country", "Country")
                    + PartyCellsSql.CONTACTS
                    + PartyCellsSql.ROLES_AND_TAGS
                    + PartyCellsSql.column("a.organisations", "Organisation")
                    + PartyCellsSql.column("a.positions", "Position")
                    + MailStatusSql.COLUMNS
                    + PartyCellsSql.from(PartyTables.PERSON, CONTACTS)
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
}
