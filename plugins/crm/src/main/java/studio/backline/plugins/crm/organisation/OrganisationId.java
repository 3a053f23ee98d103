package studio.backline.plugins.crm.organisation;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * An organisation of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record OrganisationId(UUID value) {

    static OrganisationId next() {
        return new OrganisationId(TimeOrderedUuid.next());
    }

    /** Itself, where it makes no difference that it is no person. */
    public PartyRef party() {
        return new PartyRef(PartyTables.ORGANISATION, value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
