package studio.backline.platform.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.cipher.Envelope;
import studio.backline.platform.encryption.ring.OpenedRing;

/**
 * Seals fields at rest. Workspace, field, row and purpose are bound in, so that an envelope moved
 * elsewhere does not open.
 */
public final class FieldEncryption {

    private final WorkspaceKeys keys;

    /** Under the keys of these workspaces. */
    public FieldEncryption(WorkspaceKeys keys) {
        this.keys = keys;
    }

    /** Where a value belongs. */
    public record Place(WorkspaceId workspace, String field, UUID row, Purpose purpose) {}

    /** An envelope for the bytes. */
    public byte[] seal(Place place, byte[] plain) {
        return keys.require(place.workspace()).seal(spot(place), plain);
    }

    /**
     * The bytes of an envelope.
     *
     * @throws SealBrokenException when it was sealed for another place, changed, or its key is gone
     */
    public byte[] open(Place place, byte[] envelope) {
        if (!Envelope.is(envelope)) {
            throw new SealBrokenException(place.field(), "is no envelope of this version");
        }
        return keys.find(place.workspace(), envelope)
                .orElseThrow(() -> keyGone(place))
                .open(spot(place), envelope);
    }

    /**
     * The same value under the key that seals now; empty where it is sealed with it.
     *
     * @throws SealBrokenException as {@link #open}
     */
    public Optional<byte[]> sealAgain(Place place, byte[] envelope) {
        if (Envelope.is(envelope)
                && keys.require(place.workspace())
                        .primary()
                        .id()
                        .equals(Envelope.keyId(envelope))) {
            return Optional.empty();
        }
        byte[] plain = open(place, envelope);
        byte[] sealed = seal(place, plain);
        Arrays.fill(plain, (byte) 0);
        return Optional.of(sealed);
    }

    /**
     * Under which id the key that sealed these bytes is known; empty where they are no envelope.
     */
    public static Optional<String> keyId(byte[] envelope) {
        return Envelope.is(envelope) ? Optional.of(Envelope.keyId(envelope)) : Optional.empty();
    }

    /** Whether the key that sealed this envelope is one of the workspace's. */
    public boolean hasKeyOf(WorkspaceId workspace, byte[] envelope) {
        return Envelope.is(envelope)
                && keys.find(workspace)
                        .flatMap(opened -> opened.find(Envelope.keyId(envelope)))
                        .isPresent();
    }

    /** An envelope for a text. */
    public byte[] sealText(Place place, String text) {
        return seal(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of an envelope; throws as {@link #open}. */
    public String openText(Place place, byte[] envelope) {
        return new String(open(place, envelope), StandardCharsets.UTF_8);
    }

    /** The contract's sealer: personal data of the workspace of whoever calls. */
    public Sealer forCaller(CurrentCaller caller) {
        return new Sealer() {
            @Override
            public Sealed<String> seal(String field, UUID row, String text) {
                return new Sealed<>(sealText(place(field, row), text));
            }

            @Override
            public String open(String field, UUID row, Sealed<String> sealed) {
                return openText(place(field, row), sealed.envelope());
            }

            private Place place(String field, UUID row) {
                return new Place(caller.require().workspace(), field, row, Purpose.PERSONAL);
            }
        };
    }

    private SealBrokenException keyGone(Place place) {
        return new SealBrokenException(
                place.field(),
                keys.isDestroyed(place.workspace())
                        ? "was sealed with a key that is destroyed"
                        : "belongs to a workspace whose key is not in the key store");
    }

    private static OpenedRing.Spot spot(Place place) {
        return new OpenedRing.Spot(
                place.workspace().value(), place.field(), place.row(), place.purpose());
    }
}
