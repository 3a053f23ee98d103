package studio.backline.platform.encryption;

/** Too many passwords are being checked at once; trying again in a moment helps. */
public final class PasswordBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasswordBusyException() {
        super("Too many sign-ins at once. Try again in a moment.");
    }
}
