package studio.backline.contract.files;

import java.util.UUID;

/**
 * A file kept by the host.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record FileId(UUID value) {

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} else. */
    public static FileId of(String text) {
        return new FileId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
