package studio.backline.plugins.crm.note;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * A note of one workspace.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record NoteId(UUID value) {

    static NoteId next() {
        return new NoteId(TimeOrderedUuid.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
