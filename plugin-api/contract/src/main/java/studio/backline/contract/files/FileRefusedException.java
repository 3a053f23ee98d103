package studio.backline.contract.files;

import java.io.IOException;

/**
 * A file is not taken. Nothing of it is stored, and whatever was there before is untouched. The
 * message is for the log and names no file; a screen says it by the {@linkplain #reason() reason}.
 */
public final class FileRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final long found;
    private final long limit;

    /**
     * A refusal.
     *
     * @param reason why
     * @param found what was found, in the reason's unit
     * @param limit what would do, in the reason's unit
     * @param message in words
     */
    public FileRefusedException(Reason reason, long found, long limit, String message) {
        super(message);
        this.reason = reason;
        this.found = found;
        this.limit = limit;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What was found, in the reason's unit; 0 where it has none. */
    public long found() {
        return found;
    }

    /** What would have done, in the reason's unit; 0 where it has none. */
    public long limit() {
        return limit;
    }

    /** Why a file is not taken. */
    public enum Reason {
        /** It has more bytes than it may have; in bytes. */
        TOO_LARGE,
        /** It came with fewer or more bytes than were announced; in bytes. */
        LENGTH_DIFFERS,
        /** Its content is of a type that is not welcome. */
        TYPE_REFUSED,
        /** The workspace would hold more than it may; in bytes. */
        QUOTA_REACHED,
        /** The disk is full but for what the house itself needs; in bytes. */
        DISK_FULL,
        /** The store for new files is not there: its plugin does not run. */
        STORE_AWAY,
        /** It is no image that can be read, or a broken one. */
        NOT_AN_IMAGE,
        /** The image is larger than an image may be; in pixels. */
        TOO_MANY_PIXELS
    }
}
