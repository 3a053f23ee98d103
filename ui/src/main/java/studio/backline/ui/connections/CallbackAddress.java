package studio.backline.ui.connections;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.plugin.PluginId;
import studio.backline.ui.security.WebProperties;

/**
 * Where providers send people back to: below the public address, whatever address a request came
 * by. A house without one is reached on this machine only, by one of this machine's names.
 */
final class CallbackAddress {

    static final String PATH = "/connections/callback/";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final WebProperties web;

    CallbackAddress(WebProperties web) {
        this.web = web;
    }

    /**
     * The address of a plugin's provider.
     *
     * @param host by which this request has come
     * @param port by which this request has come
     */
    URI of(PluginId plugin, String provider, String host, int port) {
        URI address = web.address();
        String root =
                address == null
                        ? "http://%s:%d".formatted(thisMachine(host), port)
                        : address.toString().replaceFirst("/+$", "");
        return URI.create(root + PATH + plugin + "/" + provider);
    }

    /** Whether people come by an address that only this machine knows. */
    boolean onlyHere() {
        return web.address() == null;
    }

    private static String thisMachine(String host) {
        return Optional.of(host).filter(THIS_MACHINE::contains).orElse("127.0.0.1");
    }
}
