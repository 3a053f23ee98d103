package studio.backline.contract.subject;

import java.util.UUID;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * A person that personal data is about, within one workspace. Every declared path of personal data
 * ends at one; consent, restriction and erasure go by it. A plugin that keeps people uses it as the
 * id of its own row.
 *
 * @param value a UUID of version 7 (RFC 9562)
 */
public record SubjectId(UUID value) {

    /**
     * A new id, to be registered with {@link Subjects#register} in the transaction that uses it.
     */
    public static SubjectId next() {
        return new SubjectId(TimeOrderedUuid.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
