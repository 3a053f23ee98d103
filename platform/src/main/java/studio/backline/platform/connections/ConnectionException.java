package studio.backline.platform.connections;

import java.util.Locale;
import java.util.function.Function;

/** Something about a connection was refused, or failed. Its text is fit to be shown. */
public final class ConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ConnectionFault fault;
    private final transient Function<Locale, String> provider;

    /**
     * @param provider what the provider is called
     */
    public ConnectionException(ConnectionFault fault, Function<Locale, String> provider) {
        super(fault.text(Locale.ENGLISH, provider.apply(Locale.ENGLISH)));
        this.fault = fault;
        this.provider = provider;
    }

    /** What is wrong. */
    public ConnectionFault fault() {
        return fault;
    }

    /** The text in a language. */
    public String text(Locale language) {
        return fault.text(language, provider.apply(language));
    }
}
