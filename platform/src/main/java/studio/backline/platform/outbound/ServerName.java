package studio.backline.platform.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import studio.backline.platform.outbound.address.Destination;

/**
 * A server as an operator enters it.
 *
 * @param host name or address; IPv6 without brackets
 * @param port 1 to 65535
 */
public record ServerName(String host, int port) {

    /** Whether it can be one. */
    public boolean isValid() {
        return destination().isPresent();
    }

    Optional<Destination> destination() {
        try {
            String shown = host.contains(":") ? "[" + host + "]" : host;
            return port < 1
                    ? Optional.empty()
                    : Destination.of(new URI("https://" + shown + ":" + port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
