package studio.backline.server.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
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
        checkAddress(PEOPLE + ".address");
        checkAddress(COMMANDS + ".address");
        if (address(COMMANDS + ".address").filter(it -> !it.isLoopbackAddress()).isPresent()) {
            values.refuse(
                    "management.server.address is %s, which others can reach."
                            .formatted(values.get(COMMANDS + ".address")),
                    "Set it to 127.0.0.1: who reaches that port can look into the server.");
        }
        String remedy = "Choose one between 1024 and %d.".formatted(HIGHEST_PORT);
        values.requireBetween(PEOPLE + ".port", 0, HIGHEST_PORT, remedy);
        values.requireBetween(COMMANDS + ".port", 0, HIGHEST_PORT, remedy);
        int port = values.number(PEOPLE + ".port").orElse(0);
        if (port != 0 && port == values.number(COMMANDS + ".port").orElse(0)) {
            values.refuse(
                    "server.port and management.server.port are both %d.".formatted(port),
                    "Give each a port of its own.");
        }
    }

    /** Whether those can be had whose values are sound. */
    void requireFree() {
        for (String group : List.of(PEOPLE, COMMANDS)) {
            address(group + ".address")
                    .filter(PortSettings::isHere)
                    .ifPresent(address -> requireFree(group + ".port", address));
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
            return Optional.empty();
        }
    }

    private void checkAddress(String name) {
        Optional<InetAddress> address = address(name);
        if (address.isPresent() && isHere(address.get())) {
            return;
        }
        values.refuse(
                "%s is '%s', which is no address%s."
                        .formatted(
                                name,
                                SettingsValues.shown(values.get(name)),
                                address.isPresent() ? " of this machine" : ""),
                "Write an address such as 127.0.0.1 (this machine only) or 0.0.0.0 (all its"
                        + " networks).");
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // The system does not tell; whether the port can be had is asked in any case.
            return true;
        }
    }

    private void requireFree(String name, InetAddress address) {
        int port = values.number(name).orElse(0);
        if (port <= 0 || port > HIGHEST_PORT) {
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
