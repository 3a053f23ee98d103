package studio.backline.platform.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.cipher.SegmentHead;
import studio.backline.platform.encryption.cipher.SegmentInputStream;
import studio.backline.platform.encryption.cipher.SegmentOutputStream;
import studio.backline.platform.encryption.cipher.SegmentRange;
import studio.backline.platform.encryption.cipher.SegmentRangeInputStream;
import studio.backline.platform.encryption.ring.KeyRing;
import studio.backline.platform.encryption.ring.OpenedRing;

/**
 * Seals files in segments of 64 KiB under a key of each file's own. A segment that was changed,
 * moved, left out or taken from another file does not open; nor does a file that was cut off.
 */
public final class FileEncryption {

    private static final int RANDOM_BYTES = 39;

    private final WorkspaceKeys keys;

    /** Under the keys of these workspaces. */
    public FileEncryption(WorkspaceKeys keys) {
        this.keys = keys;
    }

    /** A stream that seals into {@code out}; the file is whole once it is closed. */
    public OutputStream seal(WorkspaceId workspace, UUID file, OutputStream out)
            throws IOException {
        OpenedRing opened = keys.require(workspace);
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
        SegmentHead head = head(file, in);
        return new SegmentInputStream(in, head, key(workspace, file, head));
    }

    /**
     * A stream of a part, which costs no more than that part and what little surrounds it.
     *
     * @param size bytes of plain text of the whole file
     * @param from the first byte of plain text
     * @param length bytes of plain text; the part must lie in the file
     * @throws IOException as for the whole, of what lies in and around the part
     */
    public InputStream open(
            WorkspaceId workspace, UUID file, Sealed sealed, long size, long from, long length)
            throws IOException {
        SegmentHead head;
        try (InputStream in = sealed.open(0, SegmentHead.BYTES)) {
            head = head(file, in);
        }
        byte[] own = key(workspace, file, head);
        SegmentRange range = new SegmentRange(size, from, length);
        return new SegmentRangeInputStream(
                sealed.open(range.sealedFrom(), range.sealedLength()), head, own, range);
    }

    /** Under which id the key that sealed it is known; empty where it is no sealed file. */
    public static Optional<String> keyId(InputStream in) throws IOException {
        return Optional.of(new SegmentHead(in.readNBytes(SegmentHead.BYTES)))
                .filter(SegmentHead::isKnown)
                .map(SegmentHead::keyId);
    }

    /** For content of this workspace; see {@link ContentHash}. */
    public ContentHash hash(WorkspaceId workspace) {
        return new ContentHash(Hmac.copy(keys.require(workspace).index("core.file_content")));
    }

    private static SegmentHead head(UUID file, InputStream in) throws IOException {
        SegmentHead head = new SegmentHead(in.readNBytes(SegmentHead.BYTES));
        if (!head.isKnown()) {
            throw new IOException("The file %s is not sealed by this version.".formatted(file));
        }
        return head;
    }

    private byte[] key(WorkspaceId workspace, UUID file, SegmentHead head) throws IOException {
        OpenedRing opened =
                keys.find(workspace, head.keyId())
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
        return head.fileKey(opened.key(key, Purpose.FILE), bound(workspace, file));
    }

    private static byte[] bound(WorkspaceId workspace, UUID file) {
        return ByteBuffer.allocate(32)
                .putLong(workspace.value().getMostSignificantBits())
                .putLong(workspace.value().getLeastSignificantBits())
                .putLong(file.getMostSignificantBits())
                .putLong(file.getLeastSignificantBits())
                .array();
    }

    /**
     * Equal content of one workspace is equal here. The key is the workspace's: nobody without it
     * can tell whether a file that they know lies there, nor whether two workspaces have the same.
     */
    public static final class ContentHash {

        private final Mac mac;

        ContentHash(Mac mac) {
            this.mac = mac;
        }

        /** Takes up what comes next. */
        public void update(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        /** 32 bytes for all that came. */
        public byte[] finish() {
            return mac.doFinal();
        }
    }

    /** Where sealed content lies. */
    @FunctionalInterface
    public interface Sealed {

        /** A part of it, in sealed bytes. */
        InputStream open(long from, long length) throws IOException;
    }
}
