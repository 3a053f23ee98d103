package studio.backline.platform.outbound.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.address.Addresses;
import studio.backline.platform.outbound.address.Reach;

/**
 * Resolves once and judges what came back; the connection goes to these addresses and nothing is
 * resolved again, so that a name server that changes its mind gains nothing. One address out of
 * bounds refuses the name, since an honest one has none.
 */
public final class CheckedNames implements DnsResolver {

    private final NameService names;
    private final boolean privateToo;

    /**
     * @param privateToo whether a name may lead into a private network
     */
    public CheckedNames(NameService names, boolean privateToo) {
        this.names = names;
        this.privateToo = privateToo;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.lookUp(host);
        for (InetAddress address : addresses) {
            Reach reach = Addresses.reachOf(address);
            if (reach == Reach.NEVER || (reach == Reach.PRIVATE && !privateToo)) {
                throw new OutboundRefusedException(Rule.PRIVATE_ADDRESS, refusal(host, reach));
            }
        }
        return addresses;
    }

    /** Asked for by name only where a certificate is wanted for it: the name itself is. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private static String refusal(String host, Reach reach) {
        return reach == Reach.PRIVATE
                ? "'%s' leads into a private network. An operator may allow it by its full address."
                        .formatted(host)
                : "'%s' leads to an address that is nobody's server. Nothing is sent there."
                        .formatted(host);
    }
}
