package studio.backline.platform.outbound.wire;

import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The client's own logs of what goes over the wire: each header and each byte of a body, tokens and
 * passwords among them. They stay off whatever level somebody sets for all.
 */
final class WireLogs {

    private static final List<String> LOUD =
            List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

    private WireLogs() {}

    static void silence() {
        LoggingSystem logs = LoggingSystem.get(WireLogs.class.getClassLoader());
        LOUD.forEach(name -> logs.setLogLevel(name, LogLevel.OFF));
    }
}
