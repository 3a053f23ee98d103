package studio.backline.contract.connections;

import java.time.Instant;
import java.util.Optional;

/** A connection gives no token at present. The message is fit to be shown and holds no secret. */
public final class ConnectionUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Optional<Instant> notBefore;

    /**
     * @param message for people: what happened, and what to do
     * @param notBefore when trying again may help; empty where that is not known or does not help
     */
    public ConnectionUnavailableException(Kind kind, String message, Optional<Instant> notBefore) {
        super(message);
        this.kind = kind;
        this.notBefore = notBefore;
    }

    /** What is the matter. */
    public Kind kind() {
        return kind;
    }

    /** No sooner than this may trying again help; empty where that is not known or does not. */
    public Optional<Instant> notBefore() {
        return notBefore == null ? Optional.empty() : notBefore;
    }

    /** What can be the matter. */
    public enum Kind {
        /** There is no such connection of this plugin in this workspace, or it was disconnected. */
        NOT_CONNECTED,
        /** A person has to connect it again: stop until then. */
        CONNECT_AGAIN,
        /** Whoever runs the house has to look at what is entered for this provider. */
        NOT_SET_UP,
        /** The provider did not answer, or not as it should: try again later. */
        PROVIDER_UNAVAILABLE
    }
}
