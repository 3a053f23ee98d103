package studio.backline.platform.encryption.openpgp;

import java.io.IOException;

/** A message does not open: another passphrase, cut off, changed, or none at all. */
public final class BrokenMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenMessageException(String message) {
        super(message);
    }

    BrokenMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
