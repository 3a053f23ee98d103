package studio.backline.plugins.crm.party;

import java.util.UUID;
import studio.backline.contract.subject.SubjectId;

/**
 * A person or an organisation, where it makes no difference which.
 *
 * @param tables where it is kept
 * @param id its id there
 */
public record PartyRef(PartyTables tables, UUID id) {

    /** A person. */
    public static PartyRef of(SubjectId person) {
        return new PartyRef(PartyTables.PERSON, person.value());
    }
}
