package studio.backline.platform.encryption;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.ring.InstanceKeys;
import studio.backline.platform.encryption.ring.KeyRing;
import studio.backline.platform.encryption.ring.KeyRings;

/**
 * Replaces keys without anything becoming unreadable: a key is added, then promoted; what the
 * former one sealed is sealed anew by whoever knows where it lies; then the former one is retired,
 * and destroyed when no backup needs it any more.
 */
public final class KeyRotation {

    private final KeyStore store;
    private final WorkspaceKeys workspaces;
    private final AccountSecrets accounts;
    private final Clock clock;

    /** Over the rings of a key store. */
    public KeyRotation(
            KeyStore store, WorkspaceKeys workspaces, AccountSecrets accounts, Clock clock) {
        this.store = store;
        this.workspaces = workspaces;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What kind of owner a ring has. */
    public enum Kind {
        /** The instance itself: fields that belong to no workspace. */
        INSTANCE,
        /** A workspace. */
        WORKSPACE,
        /** An account. */
        ACCOUNT
    }

    /** Whose ring it is. */
    public record Owner(Kind kind, UUID id) {

        /** The instance. */
        public static final Owner INSTANCE =
                new Owner(Kind.INSTANCE, WorkspaceKeys.INSTANCE.value());
    }

    /** What a key is there for. */
    public enum Use {
        /** It seals. */
        PRIMARY,
        /** It opens, and something may be sealed with it. */
        OPENS,
        /** It opens, and nothing is known to be sealed with it. */
        RETIRED
    }

    /**
     * A key, by its id; nothing of its bytes.
     *
     * @param madeAt empty where an older version made it
     * @param retiredAt empty where it is not retired
     */
    public record KeyState(
            String id, Use use, Optional<Instant> madeAt, Optional<Instant> retiredAt) {}

    /** All who have keys. */
    public List<Owner> owners() {
        List<Owner> all = new ArrayList<>();
        all.add(Owner.INSTANCE);
        workspaces.rings().owners().forEach(id -> all.add(new Owner(Kind.WORKSPACE, id)));
        accounts.rings().owners().forEach(id -> all.add(new Owner(Kind.ACCOUNT, id)));
        return all;
    }

    /** An owner's keys, the one that seals first; empty where there are none. */
    public List<KeyState> keys(Owner owner) {
        return rings(owner).ring(owner.id()).map(KeyRotation::states).orElse(List.of());
    }

    /** The instance's own keys, which wrap all others. */
    public List<KeyState> instanceKeys() {
        return states(store.instance().ring());
    }

    /**
     * Adds a key that opens and does not seal yet.
     *
     * @return its id
     * @throws IllegalStateException where the owner has no keys
     */
    public String add(Owner owner) {
        Instant now = clock.instant();
        change(owner, ring -> ring.add(now), Optional.empty());
        return keys(owner).get(1).id();
    }

    /** Has a key seal from now on. */
    public void promote(Owner owner, String id) {
        change(owner, ring -> ring.promote(id), Optional.of(WorkspaceKeyEvent.Change.ROTATED));
    }

    /** Adds a key and promotes it. */
    public String rotate(Owner owner) {
        String id = add(owner);
        promote(owner, id);
        return id;
    }

    /** Nothing is known to be sealed with this key from now on. */
    public void retire(Owner owner, String id) {
        Instant now = clock.instant();
        change(owner, ring -> ring.retire(id, now), Optional.of(WorkspaceKeyEvent.Change.RETIRED));
    }

    /** Something sealed with a retired key has been found. */
    public void reinstate(Owner owner, String id) {
        change(owner, ring -> ring.reinstate(id), Optional.empty());
    }

    /**
     * Destroys a retired key: what it sealed stays shut, in backups too.
     *
     * @throws IllegalStateException when it is not retired
     */
    public void destroy(Owner owner, String id) {
        change(
                owner,
                ring -> ring.destroy(id),
                Optional.of(WorkspaceKeyEvent.Change.FORMER_DESTROYED));
    }

    /**
     * Gives the instance another key and wraps all rings and secrets under it; the former one is
     * destroyed, since it wrapped nothing else. Cut off, it ends the work when called again.
     *
     * @return how many files were wrapped anew
     */
    public int rotateInstance() {
        try (Closeable _ = store.turn()) {
            InstanceKeys instance = store.instance();
            instance.readAgain();
            Instant now = clock.instant();
            if (instance.ring().others().isEmpty()) {
                instance.change(ring -> ring.add(now));
            }
            // One that was added and not promoted is newer than the one that seals.
            boolean promoted = instance.ring().others().getFirst().retiredAt() != null;
            if (!promoted) {
                String former = instance.ring().primary().id();
                instance.change(
                        ring -> ring.promote(ring.others().getFirst().id()).retire(former, now));
            }
            int wrapped = rewrap();
            for (KeyRing.Key former : instance.ring().others()) {
                instance.change(ring -> ring.destroy(former.id()));
            }
            return wrapped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int rewrap() throws IOException {
        int wrapped = store.sealAgain();
        for (Owner owner : owners()) {
            rings(owner).change(owner.id(), UnaryOperator.identity());
            wrapped++;
        }
        return wrapped;
    }

    private void change(
            Owner owner, UnaryOperator<KeyRing> change, Optional<WorkspaceKeyEvent.Change> told) {
        rings(owner).change(owner.id(), change);
        told.ifPresent(
                what -> {
                    if (owner.kind() == Kind.ACCOUNT) {
                        accounts.tell(new AccountId(owner.id()), what);
                    } else {
                        workspaces.tell(new WorkspaceId(owner.id()), what);
                    }
                });
    }

    private KeyRings rings(Owner owner) {
        return owner.kind() == Kind.ACCOUNT ? accounts.rings() : workspaces.rings();
    }

    private static List<KeyState> states(KeyRing ring) {
        String primary = ring.primary().id();
        return ring.keys().stream()
                .map(
                        key ->
                                new KeyState(
                                        key.id(),
                                        key.id().equals(primary)
                                                ? Use.PRIMARY
                                                : key.retiredAt() == null ? Use.OPENS : Use.RETIRED,
                                        Optional.ofNullable(key.madeAt()),
                                        Optional.ofNullable(key.retiredAt())))
                .toList();
    }
}
