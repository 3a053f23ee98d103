package studio.backline.plugins.crm.party;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** Statements on the tables of people, or on those of organisations. */
record PartySql(EntityManager entities, PartyTables tables) {

    /** A statement in the names of {@link PartyTables#in}. */
    Query query(String sql) {
        return entities.createNativeQuery(tables.in(sql));
    }

    /** One that gives a list's rows, whose types are told and not asked of each result. */
    Query rows(String sql) {
        return entities.createNativeQuery(tables.in(sql), tables.row());
    }
}
