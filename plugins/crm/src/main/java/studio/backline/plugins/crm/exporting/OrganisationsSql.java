package studio.backline.plugins.crm.exporting;

import studio.backline.plugins.crm.party.PartyTables;

/** The one query of the export of organisations, for PostgreSQL. */
final class OrganisationsSql {

    static final String ORGANISATIONS =
            "select "
                    + PartyCellsSql.column("p.name", "Organisation")
                    + PartyCellsSql.CONTACTS
                    + PartyCellsSql.ROLES_AND_TAGS
                    + PartyCellsSql.column("p.city", "City")
                    + "p.country as \"Country\""
                    + PartyCellsSql.from(
                            PartyTables.ORGANISATION,
                            "select organisation_id, id, kind, label, value"
                                    + " from organisation_contact")
                    + " order by p.name_key, p.id";

    private OrganisationsSql() {}
}
