package studio.backline.server.cli;

/** A command cannot be done; its message says what is wrong and what to do. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable, for programs. */
    String code() {
        return code;
    }
}
