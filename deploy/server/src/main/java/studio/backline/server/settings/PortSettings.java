package studio.backline.server.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Addresses and ports: well-formed, apart from each other, and free. */
final class PortSettings {

    private static final String PEOPLE = "server";
    private static final String COMMANDS = "management.server";
    private static final int HIGHEST_PORT = 65_535;

    private final SettingsValues values;

    PortSettings(SettingsValues values) {
        this.values = values;
    }

    /** What is wrong with the values themselves. */
    void check() {
        address(PEOPLE + ".address");
        Optional<InetAddress> commands = address(COMMANDS + ".address");
        if (commands.isPresent() && !commands.get().isLoopbackAddress()) {
            values.refuse(
                    "management.server.address is %s, which others can reach."
                            .formatted(values.get("management.server.address")),
                    "Set it to 127.0.0.1: who reaches that port can look into the server.");
        }
        boolean sound = isPort(PEOPLE + ".port") & isPort(COMMANDS + ".port");
        int port = sound ? values.number(PEOPLE + ".port") : 0;
        if (port != 0 && port == values.number(COMMANDS + ".port")) {
            values.refuse(
                    "server.port and management.server.port are both %d.".formatted(port),
                    "Give each a port of its own.");
        }
    }

    /** Whether they can be had; asked when the values are sound. */
    void requireFree() {
        for (String group : List.of(PEOPLE, COMMANDS)) {
            address(group + ".address").ifPresent(address -> requireFree(group + ".port", address));
        }
    }

    private Optional<InetAddress> address(String name) {
        String text = values.get(name);
        if (text.isEmpty() || text.equals("localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            values.refuse(
                    "%s is '%.60s', which is no address.".formatted(name, text),
                    "Write an address such as 127.0.0.1 (this machine only) or 0.0.0.0 (all its"
                            + " networks).");
            return Optional.empty();
        }
    }

    private boolean isPort(String name) {
        if (!values.get(name).strip().matches("\\d{1,9}")) {
            return false;
        }
        int port = values.number(name);
        if (port <= HIGHEST_PORT) {
            return true;
        }
        values.refuse(
                "%s is %d, and ports end at %d.".formatted(name, port, HIGHEST_PORT),
                "Choose one between 1024 and %d.".formatted(HIGHEST_PORT));
        return false;
    }

    private void requireFree(String name, InetAddress address) {
        int port = values.number(name);
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            values.refuse(
                    "Port %d on %s cannot be used: %s."
                            .formatted(port, address.getHostAddress(), reason(e)),
                    "Stop the program that uses it, or set %s to another port.".formatted(name));
        }
    }

    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("in use") ? "another program uses it" : message;
    }
}
