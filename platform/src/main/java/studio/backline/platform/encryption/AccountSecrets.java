package studio.backline.platform.encryption;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.cipher.Envelope;
import studio.backline.platform.encryption.ring.KeyRings;
import studio.backline.platform.encryption.ring.OpenedRing;

/**
 * Seals what belongs to an account and to no workspace, such as the secret of its second factor,
 * with a key of the account's own: leaving a workspace takes nothing of it, and closing the account
 * shreds all of it. Each thread may call; nothing here needs a transaction.
 */
public final class AccountSecrets {

    private final KeyRings rings;
    private final Consumer<KeyEvent> listener;

    /** Over a key store; the listener hears of each key made or destroyed. */
    public AccountSecrets(KeyStore store, Consumer<KeyEvent> listener) {
        this.rings = new KeyRings(store.instance(), store.folder(), "accounts", Optional.empty());
        this.listener = listener;
    }

    /** An account's key came or went. */
    public record KeyEvent(AccountId account, WorkspaceKeyEvent.Change change) {}

    /**
     * An envelope for the bytes, under the account's key, which the first call makes.
     *
     * @param field a stable name, such as {@code core.second_factor.secret}
     * @param row the id of the row that will hold it; a new secret takes a new row, so that an old
     *     envelope put back does not pass for it
     * @throws IllegalStateException when the account's key was destroyed
     */
    public byte[] seal(AccountId account, String field, UUID row, byte[] plain) {
        OpenedRing opened = rings.find(account.value()).orElseGet(() -> make(account));
        return opened.seal(spot(account, field, row), plain);
    }

    /**
     * The bytes of an envelope.
     *
     * @throws SealBrokenException when it was sealed for another account, field or row, was
     *     changed, or the account's key is destroyed or not in the key store
     */
    public byte[] open(AccountId account, String field, UUID row, byte[] envelope) {
        if (!Envelope.is(envelope)) {
            throw new SealBrokenException(field, "is no envelope of this version");
        }
        return rings.find(account.value(), envelope)
                .orElseThrow(
                        () ->
                                new SealBrokenException(
                                        field,
                                        isDestroyed(account)
                                                ? "was sealed with a key that is destroyed"
                                                : "belongs to an account whose key is not in the"
                                                        + " key store"))
                .open(spot(account, field, row), envelope);
    }

    /**
     * The same value under the key that seals now; empty where it is sealed with it.
     *
     * @throws SealBrokenException as {@link #open}
     */
    public Optional<byte[]> sealAgain(AccountId account, String field, UUID row, byte[] envelope) {
        boolean current =
                Envelope.is(envelope)
                        && rings.find(account.value())
                                .filter(
                                        ring ->
                                                ring.primary()
                                                        .id()
                                                        .equals(Envelope.keyId(envelope)))
                                .isPresent();
        if (current) {
            return Optional.empty();
        }
        byte[] plain = open(account, field, row, envelope);
        byte[] sealed = seal(account, field, row, plain);
        Arrays.fill(plain, (byte) 0);
        return Optional.of(sealed);
    }

    /**
     * Destroys the account's key for ever, and with it all that was sealed for the account. Asked
     * twice, or after a crash, it finishes the work.
     */
    public void destroy(AccountId account) {
        if (rings.destroy(account.value())) {
            listener.accept(new KeyEvent(account, WorkspaceKeyEvent.Change.DESTROYED));
        }
    }

    /** Whether the account's key was destroyed: what it sealed is meant to stay shut. */
    public boolean isDestroyed(AccountId account) {
        return rings.isDestroyed(account.value());
    }

    /** Reads each key's file anew before its next use; another node may have destroyed it. */
    public void forget() {
        rings.forget();
    }

    void tell(AccountId account, WorkspaceKeyEvent.Change change) {
        listener.accept(new KeyEvent(account, change));
    }

    KeyRings rings() {
        return rings;
    }

    private OpenedRing make(AccountId account) {
        if (rings.create(account.value())) {
            listener.accept(new KeyEvent(account, WorkspaceKeyEvent.Change.CREATED));
        }
        return rings.find(account.value())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The key of account %s was destroyed this moment."
                                                .formatted(account)));
    }

    private static OpenedRing.Spot spot(AccountId account, String field, UUID row) {
        return new OpenedRing.Spot(account.value(), field, row, Purpose.ACCOUNT);
    }
}
