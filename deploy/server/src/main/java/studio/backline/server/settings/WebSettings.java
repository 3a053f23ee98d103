package studio.backline.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import studio.backline.platform.outbound.AllowedServer;

/** Addresses that others use or that are reached: the house's own, proxies, servers of plugins. */
final class WebSettings {

    private static final String ADDRESS = "backline.web.address";
    private static final String PROXIES = "backline.web.trusted-proxies";
    private static final String ALLOWED = "backline.outbound.allowed";
    private static final int HIGHEST_PORT = 65_535;

    private final SettingsValues values;

    WebSettings(SettingsValues values) {
        this.values = values;
    }

    void check() {
        values.find(ADDRESS)
                .ifPresent(
                        text ->
                                fault(text)
                                        .ifPresent(
                                                fault ->
                                                        refuse(
                                                                ADDRESS + " is",
                                                                text,
                                                                fault,
                                                                "Write the address that people type,"
                                                                        + " such as"
                                                                        + " https://backline.example.org;"
                                                                        + " for this machine only, take"
                                                                        + " it out.")));
        values.list(PROXIES).forEach(this::checkProxy);
        for (String entry : values.list(ALLOWED)) {
            if (AllowedServer.of(entry).isEmpty()) {
                refuse(
                        ALLOWED + " holds",
                        entry,
                        "which names no plugin and server",
                        "Write the plugin's id, a space and the address without a path: ai-ollama"
                                + " http://127.0.0.1:11434. Link-local addresses are never reached.");
            }
        }
    }

    private static Optional<String> fault(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("which is no address");
        }
        if (address.getHost() == null
                || address.getPort() == 0
                || address.getPort() > HIGHEST_PORT) {
            return Optional.of("which is no address");
        }
        if (address.getRawUserInfo() != null
                || !address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            return Optional.of("which says more than https, a name and a port");
        }
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        boolean here =
                "http".equalsIgnoreCase(address.getScheme()) && isThisMachine(address.getHost());
        return https || here
                ? Optional.empty()
                : Optional.of("which is not https, and nobody can sign in over a network without");
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || literal(host.replaceAll("[\\[\\]]", ""))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    private void checkProxy(String entry) {
        if (literal(entry.strip()).filter(it -> !it.isAnyLocalAddress()).isEmpty()) {
            refuse(
                    PROXIES + " holds",
                    entry,
                    "which is no address of one proxy",
                    "Write each proxy's own address, such as 127.0.0.1; names and ranges are not"
                            + " taken.");
        }
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refuse(String setting, String value, String fault, String remedy) {
        values.refuse(
                "%s '%s', %s.".formatted(setting, SettingsValues.shown(value), fault), remedy);
    }
}
