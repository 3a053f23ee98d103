package studio.backline.server.cli;

/** A command cannot be done; its message says what is wrong and what to do. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** With a code that stays, and a sentence. */
    public Refused(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable, for programs. */
    public String code() {
        return code;
    }
}
