package studio.backline.plugins.crm.importing.match;

import java.util.UUID;
import studio.backline.plugins.crm.importing.rows.NameWords;
import studio.backline.plugins.crm.person.PersonName;

/**
 * Somebody who may be the person of a row.
 *
 * @param id here
 * @param externalId what a list calls them; empty text for none
 * @param source which list that is; empty text where nobody knows
 * @param name theirs
 * @param words of the name
 */
record PersonHere(UUID id, String externalId, String source, PersonName name, NameWords words) {}
