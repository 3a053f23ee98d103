package studio.backline.models.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundRequest.Limits;

/**
 * What the requests of a library are for, and what they may take.
 *
 * @param purpose as declared; the ledger counts by it
 * @param limits of each request; a library may ask for shorter times, not for longer ones
 * @param repeatable whether a POST may be sent again: a question to a model costs twice and changes
 *     nothing, an order changes something. What RFC 9110 calls idempotent is sent again in any case
 */
public record OutboundUse(String purpose, Limits limits, boolean repeatable) {

    /** The client's own, and refused as anybody else's; the length follows from the body. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "content-type",
                    "transfer-encoding",
                    "proxy-authorization");

    /** With the usual limits, and without repeating what is not idempotent. */
    public static OutboundUse of(String purpose) {
        return new OutboundUse(purpose, Limits.USUAL, false);
    }

    /**
     * A request of the library as one of the way out.
     *
     * @param silence longest time without a byte that the library wants; zero or negative for none
     * @param total longest time in all that it wants; zero or negative for none
     * @throws IllegalArgumentException where the way out takes no such request
     */
    public OutboundRequest request(
            String method,
            URI uri,
            List<Map.Entry<String, String>> headers,
            OutboundBody body,
            Duration silence,
            Duration total) {
        List<Map.Entry<String, String>> own =
                headers.stream()
                        .filter(each -> !isOfTheClient(each.getKey()))
                        .map(each -> Map.entry(each.getKey(), each.getValue()))
                        .toList();
        OutboundRequest plain = OutboundRequest.of(purpose, method, uri);
        return new OutboundRequest(
                purpose,
                method,
                uri,
                own,
                body,
                new Limits(
                        shorter(limits.silence(), silence),
                        shorter(limits.total(), total),
                        limits.responseBytes()),
                plain.repeatable() || repeatable);
    }

    /**
     * Header fields of a library that keeps several values under one name, in order.
     *
     * @param values all values of a name
     */
    public static List<Map.Entry<String, String>> headers(
            Collection<String> names, Function<String, ? extends Collection<String>> values) {
        return names.stream()
                .flatMap(name -> values.apply(name).stream().map(value -> Map.entry(name, value)))
                .toList();
    }

    private static boolean isOfTheClient(String header) {
        return OF_THE_CLIENT.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Duration shorter(Duration ours, Duration wanted) {
        return wanted.isPositive() && wanted.compareTo(ours) < 0 ? wanted : ours;
    }
}
