package studio.backline.plugins.crm.tag;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * A tag of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record TagId(UUID value) {

    static TagId next() {
        return new TagId(TimeOrderedUuid.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
