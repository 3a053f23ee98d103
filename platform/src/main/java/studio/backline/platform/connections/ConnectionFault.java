package studio.backline.platform.connections;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import studio.backline.contract.connections.ConnectionUnavailableException.Kind;

/** What can go wrong with a connection, each with a text in {@code connections*.properties}. */
public enum ConnectionFault {
    /** Nobody was sent with that state, or has come back with it already. */
    STATE_UNKNOWN(Kind.NOT_CONNECTED),
    /** Whoever was sent has come back too late. */
    STATE_EXPIRED(Kind.NOT_CONNECTED),
    /** Another session was sent, or another person, or to another provider. */
    STATE_OF_ANOTHER(Kind.NOT_CONNECTED),
    /** The answer is another provider's (RFC 9207), or does not say whose it is. */
    ISSUER_OTHER(Kind.NOT_CONNECTED),
    /** The person who came back brings neither a code nor an error, or one of them twice. */
    ANSWER_WRONG(Kind.NOT_CONNECTED),
    /** The person did not agree, or nobody does for them. */
    DENIED(Kind.NOT_CONNECTED),
    /** The provider sent the person back without a code. */
    REFUSED_THERE(Kind.NOT_CONNECTED),
    /** The role of the person does not allow it. */
    NOT_ALLOWED(Kind.NOT_CONNECTED),
    /** No plugin that runs declares this provider. */
    PROVIDER_UNKNOWN(Kind.NOT_SET_UP),
    /** Nobody has entered what this house is to the provider. */
    NOT_SET_UP(Kind.NOT_SET_UP),
    /** The plugin names other addresses than those that were agreed to. */
    ADDRESSES_CHANGED(Kind.NOT_SET_UP),
    /** The provider does not know this house, or not by this secret. */
    CLIENT_REFUSED(Kind.NOT_SET_UP),
    /** The house does not let the request out. */
    NOT_LET_OUT(Kind.NOT_SET_UP),
    /** The provider does not take its own code. */
    CODE_REFUSED(Kind.NOT_CONNECTED),
    /** The provider does not give one of the scopes. */
    SCOPE_REFUSED(Kind.CONNECT_AGAIN),
    /** The provider does not take the request, and does not say that the grant is over. */
    REQUEST_REFUSED(Kind.PROVIDER_UNAVAILABLE),
    /** No answer, or half of one. */
    SILENT(Kind.PROVIDER_UNAVAILABLE),
    /** Asked too often. */
    BUSY(Kind.PROVIDER_UNAVAILABLE),
    /** The provider has a fault of its own. */
    FAILED(Kind.PROVIDER_UNAVAILABLE),
    /** An answer that is none of this protocol. */
    NOT_UNDERSTOOD(Kind.PROVIDER_UNAVAILABLE),
    /** A token of another kind than bearer. */
    TOKEN_TYPE(Kind.PROVIDER_UNAVAILABLE),
    /** A token that does not say when it expires. */
    NO_END(Kind.PROVIDER_UNAVAILABLE),
    /** More than was asked for. */
    TOO_MUCH(Kind.CONNECT_AGAIN),
    /** Nothing of what was asked for. */
    NOTHING_GRANTED(Kind.CONNECT_AGAIN),
    /** The provider has ended what it granted. */
    GRANT_ENDED(Kind.CONNECT_AGAIN),
    /** The token has expired, and the provider gave nothing to renew it with. */
    NOT_LASTING(Kind.CONNECT_AGAIN),
    /** What is kept of it cannot be opened. */
    SEAL_BROKEN(Kind.CONNECT_AGAIN),
    /** There is no such connection. */
    NOT_CONNECTED(Kind.NOT_CONNECTED);

    private static final String BUNDLE = "i18n.connections";

    /** English is the bundle without a language; the machine's own language has no say. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Kind kind;

    ConnectionFault(Kind kind) {
        this.kind = kind;
    }

    /** What a plugin is told. */
    public Kind kind() {
        return kind;
    }

    /** Whether a person has to connect again before there is a token. */
    public boolean ends() {
        return kind == Kind.CONNECT_AGAIN;
    }

    /** The key of its text: {@code connections.fault.state-unknown}. */
    public String key() {
        return "connections.fault." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it says to people, in a language. */
    public String text(Locale language, String provider) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        BUNDLE, language, ConnectionFault.class.getClassLoader(), CONTROL);
        return new MessageFormat(bundle.getString(key()), language).format(new Object[] {provider});
    }
}
