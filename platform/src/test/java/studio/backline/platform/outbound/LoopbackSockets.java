package studio.backline.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLContext;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.wire.TextRecords;

/** The way out to servers on loopback that have names of their own. */
public final class LoopbackSockets {

    private LoopbackSockets() {}

    /** A name that ends in {@code .test} leads to this machine; no other is known. */
    public static OutboundSockets believing(SSLContext tls) {
        return asking(TextRecords.at("127.0.0.1", 1), tls);
    }

    /** The same, with texts from a name server of the test's. */
    public static OutboundSockets asking(TextRecords texts, SSLContext tls) {
        return new OutboundSockets(
                LoopbackSockets::lookUp,
                texts,
                tls,
                List::of,
                Core.shared().bean(EgressLedger.class));
    }

    private static InetAddress[] lookUp(String name) throws UnknownHostException {
        if (name.equals("cloud.test")) {
            return new InetAddress[] {InetAddress.ofLiteral("169.254.169.254")};
        }
        if (name.equals("far.test")) {
            return new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")};
        }
        if (name.endsWith(".test")) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }
        throw new UnknownHostException(name);
    }
}
