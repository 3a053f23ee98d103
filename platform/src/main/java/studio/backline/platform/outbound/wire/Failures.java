package studio.backline.platform.outbound.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundFailedException.Kind;

/** Says in words what went wrong between this server and another. */
final class Failures {

    private Failures() {}

    static OutboundFailedException of(String host, IOException cause, Deadline deadline) {
        if (cause instanceof OutboundFailedException already) {
            return already;
        }
        Kind kind = kind(cause, deadline);
        return new OutboundFailedException(kind, sentence(kind, host), cause);
    }

    static OutboundFailedException tooLarge(String host, long limit) {
        return new OutboundFailedException(
                Kind.TOO_LARGE,
                "The answer of %s is larger than %,d bytes, and was cut off."
                        .formatted(host, limit),
                null);
    }

    private static Kind kind(IOException cause, Deadline deadline) {
        return switch (cause) {
            case UnknownHostException _ -> Kind.UNKNOWN_NAME;
            case ConnectTimeoutException _ -> Kind.NOT_CONNECTED;
            case ConnectException _ -> Kind.NOT_CONNECTED;
            case NoRouteToHostException _ -> Kind.NOT_CONNECTED;
            case SSLHandshakeException _ -> Kind.NOT_TRUSTED;
            case SSLPeerUnverifiedException _ -> Kind.NOT_TRUSTED;
            case SocketTimeoutException _ -> Kind.TOO_SLOW;
            case IOException _ when deadline.passed() -> Kind.TOO_SLOW;
            case ConnectionRequestTimeoutException _ -> Kind.NOT_CONNECTED;
            case IOException _ -> Kind.BROKEN;
        };
    }

    private static String sentence(Kind kind, String host) {
        return switch (kind) {
            case UNKNOWN_NAME ->
                    "There is no server named %s. Check how it is written.".formatted(host);
            case NOT_CONNECTED -> "%s does not take connections. Try again later.".formatted(host);
            case NOT_TRUSTED ->
                    "%s shows no certificate that this server trusts. Nothing was sent."
                            .formatted(host);
            case BROKEN -> "The connection to %s broke off. Try again.".formatted(host);
            case TOO_SLOW -> "%s did not answer in time. Try again later.".formatted(host);
            case TOO_LARGE -> "The answer of %s is too large.".formatted(host);
        };
    }
}
