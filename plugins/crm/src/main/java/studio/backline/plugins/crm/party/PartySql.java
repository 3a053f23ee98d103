package studio.backline.plugins.crm.party;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** Statements on the tables of people, or on those of organisations. */
record PartySql(EntityManager entities, PartyTables tables) {

    /** A statement in the names of {@link PartyTables#in}. */
    Query query(String sql) {
        return entities.createNativeQuery(tables.in(sql));
    }
}
