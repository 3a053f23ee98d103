package studio.backline.platform.encryption;

/**
 * The keys are not in order, so that the server does not start. Says what is wrong and what to do.
 */
public final class KeyStoreRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String remedy;

    /**
     * @param what what was found, in a sentence
     * @param remedy what to do about it, in a sentence or two
     */
    public KeyStoreRefusedException(String what, String remedy) {
        super(what + " " + remedy);
        this.what = what;
        this.remedy = remedy;
    }

    /** Like the other, with the failure underneath. */
    public KeyStoreRefusedException(String what, String remedy, Throwable cause) {
        super(what + " " + remedy, cause);
        this.what = what;
        this.remedy = remedy;
    }

    /** What was found. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
