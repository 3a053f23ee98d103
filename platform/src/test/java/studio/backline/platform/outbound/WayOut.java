package studio.backline.platform.outbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import studio.backline.contract.outbound.Outbound;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.wire.NameService;
import studio.backline.platform.outbound.wire.Wire;

/** The way out in a test, with names and trust of its own. */
public final class WayOut implements AutoCloseable {

    private final Wire wire;

    public WayOut(NameService names, SSLContext trust) {
        this.wire = new Wire(names, trust);
    }

    /** Of one caller. */
    public Outbound on(OutboundCaller caller) {
        return new GuardedOutbound(
                caller,
                List::of,
                new Travel(
                        wire,
                        new Retries(Clock.systemUTC(), RandomGenerator.getDefault()),
                        Core.shared().bean(EgressLedger.class),
                        Optional::empty,
                        pause -> {}));
    }

    @Override
    public void close() throws Exception {
        wire.close();
    }
}
