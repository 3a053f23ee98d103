package studio.backline.platform.outbound;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import studio.backline.contract.outbound.Outbound;

/** Hands out the way out, to each caller its own. */
public final class OutboundHttp {

    private final OutboundProperties properties;
    private final Supplier<List<EgressGate>> gates;
    private final Travel travel;

    OutboundHttp(OutboundProperties properties, Supplier<List<EgressGate>> gates, Travel travel) {
        this.properties = properties;
        this.gates = gates;
        this.travel = travel;
    }

    /** The way out of one caller, with what the operator allows it besides. */
    public Outbound on(OutboundCaller caller) {
        Set<URI> allowed = properties.allowedTo(caller.id());
        return new GuardedOutbound(caller.entered(allowed), gates, travel);
    }
}
