package studio.backline.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.util.stream.Stream;

/**
 * Looks up known names only. Nothing leaves this machine to ask for another one, so that no library
 * can tell a name server, or through it anybody else, that this server exists.
 */
final class GuardedResolver implements InetAddressResolver {

    private final InetAddressResolver system;
    private final String ownName;
    private final KnownNames names;

    GuardedResolver(InetAddressResolver system, String ownName, KnownNames names) {
        this.system = system;
        this.ownName = ownName;
        this.names = names;
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        if (host.equalsIgnoreCase(ownName)) {
            // Libraries ask for it to name themselves; the network need not hear of that.
            return Stream.of(InetAddress.getLoopbackAddress());
        }
        if (names.isAllowed(host)) {
            return system.lookupByName(host, policy);
        }
        names.refuse(host);
        throw new UnknownHostException(
                host + " is not looked up: this server contacts nobody by itself.");
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        InetAddress asked = InetAddress.getByAddress(address);
        if (asked.isLoopbackAddress()) {
            return "localhost";
        }
        // Asked for when an address is only to be printed: an answer without a name is one.
        throw new UnknownHostException("No name is looked up for an address.");
    }
}
