package studio.backline.platform.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.outbound.address.Destination;

/**
 * A server that the operator lets a caller reach: an entry of {@code backline.outbound.allowed}.
 *
 * @param caller the plugin's id
 * @param origin scheme, host and port
 */
public record AllowedServer(String caller, URI origin) {

    private static final Pattern ENTRY = Pattern.compile("([a-z][a-z0-9-]*) +(https?://[^/?#]+)/?");

    /** Empty where the text is no entry, or names an address that is never reached. */
    public static Optional<AllowedServer> of(String entry) {
        Matcher parts = ENTRY.matcher(entry.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            URI origin = new URI(parts.group(2));
            return Destination.of(origin)
                    .filter(to -> !(to.literal() && linkLocal(to.host())))
                    .map(to -> new AllowedServer(parts.group(1), origin));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean linkLocal(String address) {
        return InetAddress.ofLiteral(address).isLinkLocalAddress();
    }
}
