package studio.backline.contract.tenancy;

import java.util.UUID;

/**
 * A person who signs in. Not a person that data is about: that is a SubjectId.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record AccountId(UUID value) {

    /** A new id, never given before. */
    public static AccountId next() {
        return new AccountId(TimeOrderedUuid.next());
    }

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} else. */
    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
