package studio.backline.platform.connections.wire;

import java.time.Duration;
import java.util.Optional;
import studio.backline.platform.connections.ConnectionFault;

/**
 * A provider's answer gives nothing. Says of it what is known to be harmless: an answer may hold
 * tokens, so no part of it stands here, nor in a cause.
 */
public final class ProviderFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ConnectionFault fault;
    private final transient Optional<Duration> pause;

    /**
     * @param pause how long the provider wants to be left alone
     */
    public ProviderFaultException(ConnectionFault fault, Optional<Duration> pause) {
        super(fault.name());
        this.fault = fault;
        this.pause = pause;
    }

    /** What is the matter. */
    public ConnectionFault fault() {
        return fault;
    }

    /** How long the provider wants to be left alone, where it says so. */
    public Optional<Duration> pause() {
        return pause;
    }
}
