package studio.backline.contract.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something that was done, for the {@link AuditTrail}. Who did it, when, from where and on which
 * request or job are added by the host.
 *
 * @param act {@code <plugin id>.<past tense>}, such as {@code crm.person-erased}; at most 80
 *     characters
 * @param object the one thing that it was done to; empty where it was many or none
 * @param facts counts, ids and choices; no names, addresses or texts of people, since they are kept
 *     as they are
 * @param before what stood in the fields that were changed, by field; sealed under the workspace's
 *     key, so it may be about people
 * @param after what stands in them now; sealed as well
 */
public record AuditEvent(
        String act,
        Optional<AuditObject> object,
        Map<String, String> facts,
        Map<String, String> before,
        Map<String, String> after) {

    private static final int LONGEST_ACT = 80;
    private static final Pattern ACT = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    /**
     * The thing that something was done to.
     *
     * @param kind in lower-case letters, digits and hyphens, such as {@code person}; at most 40
     * @param id of its row
     */
    public record AuditObject(String kind, UUID id) {

        private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");

        /** {@link IllegalArgumentException} where the kind is none. */
        public AuditObject {
            if (!KIND.matcher(kind).matches()) {
                throw new IllegalArgumentException(
                        "Not a kind of object: '%s'. Up to 40 lower-case letters, digits and hyphens."
                                .formatted(kind));
            }
        }
    }

    /** {@link IllegalArgumentException} where the act is none. */
    public AuditEvent {
        if (act.length() > LONGEST_ACT || !ACT.matcher(act).matches()) {
            throw new IllegalArgumentException(
                    "Not an act: '%s'. An id, a dot and a past tense, 80 characters at most."
                            .formatted(act));
        }
        facts = Map.copyOf(facts);
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** That this was done. */
    public static AuditEvent of(String act) {
        return new AuditEvent(act, Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    /** The same, done to this. */
    public AuditEvent to(String kind, UUID id) {
        return new AuditEvent(act, Optional.of(new AuditObject(kind, id)), facts, before, after);
    }

    /** The same with another fact. */
    public AuditEvent with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new AuditEvent(act, object, more, before, after);
    }

    /** The same, as it changed from these values to those. */
    public AuditEvent changing(Map<String, String> from, Map<String, String> into) {
        return new AuditEvent(act, object, facts, from, into);
    }
}
