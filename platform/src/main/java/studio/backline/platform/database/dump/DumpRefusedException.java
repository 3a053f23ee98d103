package studio.backline.platform.database.dump;

/** The database cannot be taken, or not be put back: why, and what to do. Nothing was changed. */
public final class DumpRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DumpRefusedException(String message) {
        super(message);
    }
}
