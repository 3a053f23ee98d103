package studio.backline.platform.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be started or used. Says what is wrong and what to do. */
public final class DatabaseFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String remedy;

    /**
     * @param what what happened, with the value in it, without a secret
     * @param remedy what to do about it
     */
    public DatabaseFailureException(String what, String remedy, @Nullable Throwable cause) {
        super(what + " " + remedy, cause);
        this.what = what;
        this.remedy = remedy;
    }

    /** What happened. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
