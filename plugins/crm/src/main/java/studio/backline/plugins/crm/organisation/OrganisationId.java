package studio.backline.plugins.crm.organisation;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * An organisation of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record OrganisationId(UUID value) {

    static OrganisationId next() {
        return new OrganisationId(TimeOrderedUuid.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
