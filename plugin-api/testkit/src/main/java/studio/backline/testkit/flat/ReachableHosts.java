package studio.backline.testkit.flat;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;

/**
 * The real way out: to the hosts that the plugin declares, and to servers of a test that it lets
 * the plugin reach, as an operator would: those may lie on loopback, without TLS.
 */
public final class ReachableHosts implements Outbound {

    private final Set<URI> entered = new CopyOnWriteArraySet<>();
    private final Function<Set<URI>, Outbound> open;
    private volatile Outbound way;

    ReachableHosts(Function<Set<URI>, Outbound> open) {
        this.open = open;
        this.way = open.apply(Set.of());
    }

    /** From now on the plugin may reach this server: scheme, host and port. */
    public void add(URI server) {
        entered.add(server);
        way = open.apply(Set.copyOf(entered));
    }

    @Override
    public OutboundResponse send(OutboundRequest request) throws OutboundFailedException {
        return way.send(request);
    }
}
