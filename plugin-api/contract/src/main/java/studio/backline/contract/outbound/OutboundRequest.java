package studio.backline.contract.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A request on its way out.
 *
 * @param purpose what it is for, as declared; the ledger counts by it
 * @param method of RFC 9110 or RFC 5789, in capitals
 * @param uri absolute, {@code https}, without user information
 * @param headers in order; {@code Host}, {@code Connection}, {@code Content-Length} and {@code
 *     Transfer-Encoding} are the client's own and refused here
 * @param body empty for none
 * @param limits what the answer may take
 * @param repeatable whether sending it twice does the same as once
 */
public record OutboundRequest(
        String purpose,
        String method,
        URI uri,
        List<Map.Entry<String, String>> headers,
        OutboundBody body,
        Limits limits,
        boolean repeatable) {

    private static final int LONGEST_PURPOSE = 80;
    private static final int LONGEST_HEADER = 16_384;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> SAFE_TWICE = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "proxy-authorization");

    public OutboundRequest {
        if (!purpose.matches("[a-z][a-z0-9.-]{0," + (LONGEST_PURPOSE - 1) + "}")) {
            throw new IllegalArgumentException(
                    "A purpose is lower-case words joined by dots or hyphens.");
        }
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("There is no method '%s'.".formatted(method));
        }
        for (Map.Entry<String, String> header : headers) {
            check(header.getKey(), header.getValue());
        }
        headers = List.copyOf(headers);
    }

    /** A request without a body, repeatable if its method is (RFC 9110, section 9.2.2). */
    public static OutboundRequest of(String purpose, String method, URI uri) {
        return new OutboundRequest(
                purpose,
                method,
                uri,
                List.of(),
                OutboundBody.none(),
                Limits.USUAL,
                SAFE_TWICE.contains(method));
    }

    /** The same with one more header. */
    public OutboundRequest header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new OutboundRequest(purpose, method, uri, more, body, limits, repeatable);
    }

    /** The same with a body. */
    public OutboundRequest body(OutboundBody other) {
        return new OutboundRequest(purpose, method, uri, headers, other, limits, repeatable);
    }

    /** The same with other limits. */
    public OutboundRequest limits(Limits other) {
        return new OutboundRequest(purpose, method, uri, headers, body, other, repeatable);
    }

    /**
     * The same, said to do no more when sent twice: with an idempotency key, or where the other
     * side says so.
     */
    public OutboundRequest repeatable(boolean safe) {
        return new OutboundRequest(purpose, method, uri, headers, body, limits, safe);
    }

    private static void check(String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
                || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header '%s' is not to be set.".formatted(name));
        }
        if (value.length() > LONGEST_HEADER
                || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "The value of header '%s' is too long or holds a line break.".formatted(name));
        }
    }

    /**
     * What a request may take.
     *
     * @param silence longest time without a byte from the other side
     * @param total from the first try to the last byte of the answer; a stream that goes on for
     *     longer is cut
     * @param responseBytes largest answer, as it is after decompression
     */
    public record Limits(Duration silence, Duration total, long responseBytes) {

        /** Thirty seconds of silence, two minutes in all, and 16 MiB. */
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(30), Duration.ofMinutes(2), 16L << 20);

        public Limits {
            for (Duration each : List.of(silence, total)) {
                if (!each.isPositive() || each.compareTo(Duration.ofHours(1)) > 0) {
                    throw new IllegalArgumentException("A limit of time is up to one hour.");
                }
            }
            if (responseBytes < 1) {
                throw new IllegalArgumentException("An answer may have at least one byte.");
            }
        }
    }
}
