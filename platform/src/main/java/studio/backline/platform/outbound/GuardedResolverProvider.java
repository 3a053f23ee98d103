package studio.backline.platform.outbound;

import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;

/** How the JDK finds the resolver. Not seen inside a fat jar: the server runs from a folder. */
public final class GuardedResolverProvider extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new GuardedResolver(
                configuration.builtinResolver(),
                configuration.lookupLocalHostName(),
                KnownNames.ofProcess());
    }

    @Override
    public String name() {
        return "Backline";
    }
}
