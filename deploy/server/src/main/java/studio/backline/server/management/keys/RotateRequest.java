package studio.backline.server.management.keys;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyRotation.Owner;

/**
 * Whose keys are to be rotated.
 *
 * @param whose {@code all}, {@code instance}, {@code workspace} or {@code account}
 * @param id of the workspace or the account; empty otherwise
 */
public record RotateRequest(String whose, String id) {

    private static final String ALL = "all";
    private static final String INSTANCE = "instance";

    /**
     * What was done.
     *
     * @param rings that have another key now
     * @param wrapped files that are under another instance key now
     */
    public record Rotated(List<Ring> rings, int wrapped) {}

    /** A ring and the key that seals now. */
    public record Ring(String kind, String id, String key) {}

    /** All of them. */
    public static RotateRequest all() {
        return new RotateRequest(ALL, "");
    }

    /** Those of the instance. */
    public static RotateRequest instance() {
        return new RotateRequest(INSTANCE, "");
    }

    /** Those of a workspace or an account. */
    public static RotateRequest of(Kind kind, UUID id) {
        return new RotateRequest(kind.name().toLowerCase(Locale.ROOT), id.toString());
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException where there are no such keys
     */
    public Rotated rotate(KeyRotation rotation) {
        Predicate<Owner> asked =
                owner ->
                        whose.equals(ALL)
                                || whose.equals(INSTANCE) && owner.equals(Owner.INSTANCE)
                                || whose.equalsIgnoreCase(owner.kind().name())
                                        && id.equals(owner.id().toString());
        List<Owner> owners = rotation.owners().stream().filter(asked).toList();
        if (owners.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no keys of the %s '%s'. Those that are there are told by: key status"
                            .formatted(whose, id));
        }
        boolean wraps = whose.equals(ALL) || whose.equals(INSTANCE);
        int wrapped = wraps ? rotation.rotateInstance() : 0;
        return new Rotated(owners.stream().map(owner -> rotate(rotation, owner)).toList(), wrapped);
    }

    private static Ring rotate(KeyRotation rotation, Owner owner) {
        return new Ring(
                owner.kind().name().toLowerCase(Locale.ROOT),
                owner.id().toString(),
                rotation.rotate(owner));
    }
}
