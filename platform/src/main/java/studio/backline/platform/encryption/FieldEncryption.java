package studio.backline.platform.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.WorkspaceId;

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
        WorkspaceKeys.Opened opened = keys.require(place.workspace());
        KeyRing.Key key = opened.primary();
        return Envelope.seal(key.id(), opened.key(key, place.purpose()), bound(place), plain);
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
        WorkspaceKeys.Opened opened =
                keys.find(place.workspace()).orElseThrow(() -> keyGone(place));
        KeyRing.Key key =
                opened.find(Envelope.keyId(envelope))
                        .orElseThrow(
                                () ->
                                        new SealBrokenException(
                                                place.field(),
                                                "was sealed with a key that this workspace does"
                                                        + " not have"));
        try {
            return Envelope.open(opened.key(key, place.purpose()), bound(place), envelope);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException(
                    place.field(), "was sealed for another row, field or purpose, or changed");
        }
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

    private static byte[] bound(Place place) {
        byte[] purpose = place.purpose().id().getBytes(StandardCharsets.UTF_8);
        byte[] field = place.field().getBytes(StandardCharsets.UTF_8);
        UUID workspace = place.workspace().value();
        return ByteBuffer.allocate(2 * 16 + 2 * Integer.BYTES + purpose.length + field.length)
                .putLong(workspace.getMostSignificantBits())
                .putLong(workspace.getLeastSignificantBits())
                .putLong(place.row().getMostSignificantBits())
                .putLong(place.row().getLeastSignificantBits())
                .putInt(purpose.length)
                .put(purpose)
                .putInt(field.length)
                .put(field)
                .array();
    }
}
