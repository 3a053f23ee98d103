package studio.backline.platform.identity.passkey;

/** What a browser answered does not prove what it should. */
public final class PasskeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasskeyRefusedException(String message) {
        super(message);
    }

    PasskeyRefusedException(Throwable cause) {
        super(cause);
    }
}
