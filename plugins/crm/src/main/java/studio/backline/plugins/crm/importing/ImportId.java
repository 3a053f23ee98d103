package studio.backline.plugins.crm.importing;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * One import of one file.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record ImportId(UUID value) {

    static ImportId next() {
        return new ImportId(TimeOrderedUuid.next());
    }

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} else. */
    public static ImportId of(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
