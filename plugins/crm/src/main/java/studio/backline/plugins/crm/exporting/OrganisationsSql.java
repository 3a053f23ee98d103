package studio.backline.plugins.crm.exporting;

import studio.backline.plugins.crm.party.PartyTables;

/**
 * The one query of the export of organisations, for PostgreSQL. Where one of its addresses is
 * closed by itself, the status has a line for each.
 */
final class OrganisationsSql {

    private static final String STATUS =
            """
             left join (
                select k.organisation_id,
                    string_agg(case when a.state = 'BOUNCED' then 'bounced'
                        else coalesce(lower(a.state) || ' (address only)', '') end,
                        E'\\n' order by k.id) as words,
                    string_agg(coalesce(SINCE, ''), E'\\n' order by k.id) as since,
                    string_agg(coalesce(replace(a.source, E'\\n', ' '), ''),
                        E'\\n' order by k.id) as source
                from organisation_contact k
                left join closed_address a on a.id = k.id and a.owner_id = k.organisation_id
                where k.kind = 'mail'
                    and k.organisation_id in (select owner_id from closed_address)
                group by k.organisation_id) b on b.organisation_id = p.id
            """
                    .replace("SINCE", MailStatusSql.time("a.since"));

    static final String ORGANISATIONS =
            "select "
                    + PartyCellsSql.column("p.name", "Organisation")
                    + PartyCellsSql.CONTACTS
                    + PartyCellsSql.ROLES_AND_TAGS
                    + PartyCellsSql.column("p.city", "City")
                    + PartyCellsSql.column("p.country", "Country")
                    + PartyCellsSql.column("b.words", "Mail status")
                    + PartyCellsSql.column("b.since", "Mail status since")
                    + "b.source as \"Mail status source\""
                    + PartyCellsSql.from(
                            PartyTables.ORGANISATION,
                            "select organisation_id, id, kind, label, value"
                                    + " from organisation_contact")
                    + STATUS
                    + " order by p.name_key, p.id";

    private OrganisationsSql() {}
}
