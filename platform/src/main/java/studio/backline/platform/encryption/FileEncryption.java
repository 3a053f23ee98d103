package studio.backline.platform.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.cipher.SegmentHead;
import studio.backline.platform.encryption.cipher.SegmentInputStream;
import studio.backline.platform.encryption.cipher.SegmentOutputStream;

/**
 * Seals files in segments of 64 KiB under a key of each file's own. A segment that was changed,
 * moved, left out or taken from another file does not open; nor does a file that was cut off.
 */
public final class FileEncryption {

    private static final int RANDOM_BYTES = 39;

    private final WorkspaceKeys keys;

    FileEncryption(WorkspaceKeys keys) {
        this.keys = keys;
    }

    /** A stream that seals into {@code out}; the file is whole once it is closed. */
    public OutputStream seal(WorkspaceId workspace, UUID file, OutputStream out)
            throws IOException {
        WorkspaceKeys.Opened opened = keys.require(workspace);
        KeyRing.Key key = opened.primary();
        SegmentHead head = SegmentHead.of(key.id(), SecureTokens.bytes(RANDOM_BYTES));
        byte[] own = head.fileKey(opened.key(key, Purpose.FILE), bound(workspace, file));
        return new SegmentOutputStream(out, head, own);
    }

    /**
     * A stream of what was sealed for this workspace and file.
     *
     * @throws IOException here or while reading: when it is no sealed file, was sealed for another,
     *     was changed or cut off, or its key is destroyed
     */
    public InputStream open(WorkspaceId workspace, UUID file, InputStream in) throws IOException {
        SegmentHead head = new SegmentHead(in.readNBytes(SegmentHead.BYTES));
        if (!head.isKnown()) {
            throw new IOException("The file %s is not sealed by this version.".formatted(file));
        }
        WorkspaceKeys.Opened opened =
                keys.find(workspace)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "The file %s was sealed with a key that is gone."
                                                        .formatted(file)));
        KeyRing.Key key =
                opened.find(head.keyId())
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "The file %s was sealed with a key that this"
                                                                .formatted(file)
                                                        + " workspace does not have."));
        byte[] own = head.fileKey(opened.key(key, Purpose.FILE), bound(workspace, file));
        return new SegmentInputStream(in, head, own);
    }

    private static byte[] bound(WorkspaceId workspace, UUID file) {
        return ByteBuffer.allocate(32)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .putLong(file.getMostSignificantBits())
                .putLong(file.getLeastSignificantBits())
                .array();
    }
}
