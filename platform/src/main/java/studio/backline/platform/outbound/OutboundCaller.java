package studio.backline.platform.outbound;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.platform.outbound.address.Destination;

/**
 * Who goes out, and where to.
 *
 * @param id a plugin's id, or the name of a part of the core, which has a dot in it
 * @param hosts names that it declared: reached over TLS, at public addresses
 * @param entered origins that the operator entered for it: these may lead into the operator's own
 *     network, and there go without TLS
 */
public record OutboundCaller(String id, Set<String> hosts, Set<Destination> entered) {

    public OutboundCaller {
        hosts = Set.copyOf(hosts);
        entered = Set.copyOf(entered);
    }

    /** A caller with the hosts that it declared and none entered for it. */
    public static OutboundCaller of(String id, String... hosts) {
        return new OutboundCaller(id, Set.of(hosts), Set.of());
    }

    /**
     * The same with origins that the operator entered, beside those entered before.
     *
     * @throws IllegalArgumentException for an address that no request may have
     */
    public OutboundCaller entered(Set<URI> origins) {
        Set<Destination> all = new HashSet<>(entered);
        for (URI origin : origins) {
            all.add(Destination.of(origin).orElseThrow(() -> noServer(origin)));
        }
        return new OutboundCaller(id, hosts, all);
    }

    private static IllegalArgumentException noServer(URI origin) {
        return new IllegalArgumentException(
                "'%s' is no address of a server: write it as https://name:port.".formatted(origin));
    }

    boolean declared(Destination destination) {
        return destination.secure()
                && destination.port() == 443
                && hosts.contains(destination.host());
    }

    boolean entered(Destination destination) {
        return entered.contains(destination);
    }

    Optional<String> hostsInWords() {
        Set<String> all =
                entered.stream()
                        .map(Destination::origin)
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        all.addAll(hosts);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }
}
