package studio.backline.contract.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The other side was not reached, or its answer did not come whole and in time. */
public final class OutboundFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * @param message for people: what happened, with the host in it and no secret
     */
    public OutboundFailedException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Whether the other side can have acted on the request: not known, so it counts as yes. */
    public boolean maybeDone() {
        return kind != Kind.UNKNOWN_NAME && kind != Kind.NOT_CONNECTED && kind != Kind.NOT_TRUSTED;
    }

    /** What can go wrong. */
    public enum Kind {
        /** The name has no address. */
        UNKNOWN_NAME,
        /** No connection came about. */
        NOT_CONNECTED,
        /** The certificate is not one that this server trusts for that name. */
        NOT_TRUSTED,
        /** The connection broke. */
        BROKEN,
        /** A limit of time was passed. */
        TOO_SLOW,
        /** The answer is larger than the request allows. */
        TOO_LARGE
    }
}
