package studio.backline.platform.backup.archive;

import java.io.IOException;

/** An archive that is not whole, or is none: what is wrong with it, as a sentence. */
public final class ArchiveBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    public ArchiveBrokenException(String message) {
        super(message);
    }

    public ArchiveBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
