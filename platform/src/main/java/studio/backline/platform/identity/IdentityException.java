package studio.backline.platform.identity;

import java.time.Duration;
import java.util.Locale;

/** Something about accounts was refused. Its text is fit to be shown. */
public final class IdentityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IdentityError error;
    private final transient Object[] arguments;

    /** With what its text takes. */
    public IdentityException(IdentityError error, Object... arguments) {
        super(error.text(Locale.ENGLISH, arguments));
        this.error = error;
        this.arguments = arguments;
    }

    /** Throws when there is something to wait for. */
    public static void throwIfWaiting(Duration wait) {
        if (!wait.isZero()) {
            throw new IdentityException(
                    IdentityError.TOO_MANY_TRIES, wait.plusMillis(999).toSeconds());
        }
    }

    /** What is wrong. */
    public IdentityError error() {
        return error;
    }

    /** The text in a language. */
    public String text(Locale language) {
        return error.text(language, arguments);
    }
}
