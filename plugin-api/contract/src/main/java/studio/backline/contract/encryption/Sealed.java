package studio.backline.contract.encryption;

import java.util.Arrays;

/**
 * A value sealed at rest: an envelope that only the host can open, through {@link Sealer}, for the
 * workspace, field and row that it was sealed for. Holds bytes only, so that an entity may be
 * loaded, logged and compared without its contents ever being in the open.
 *
 * @param <T> what is inside, for the reader's sake: {@link String} so far
 * @param envelope magic, format, algorithm, key id, nonce, ciphertext and tag
 */
public record Sealed<T>(byte[] envelope) {

    /** Copies, so that the envelope cannot change. */
    public Sealed {
        envelope = envelope.clone();
    }

    /** A copy of the envelope. */
    @Override
    public byte[] envelope() {
        return envelope.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed<?> sealed && Arrays.equals(envelope, sealed.envelope);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(envelope);
    }

    @Override
    public String toString() {
        return "Sealed[%d bytes]".formatted(envelope.length);
    }
}
