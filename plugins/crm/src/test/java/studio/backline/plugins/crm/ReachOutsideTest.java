package studio.backline.plugins.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.contract.tenancy.Caller;
import studio.backline.testkit.flat.FlatHost;

/** This plugin declares nobody outside, and reaches nobody but whom an operator entered for it. */
class ReachOutsideTest {

    private final FlatHost host = CrmHost.host();
    private final Outbound outbound = host.bean(Outbound.class);
    private final Caller owner = host.newWorkspace();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void nobodyIsReachedBeforeSomebodyEnteredThem() {
        URI here = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));

        assertThat(ruleAgainst(here)).isEqualTo(Rule.NOT_ENCRYPTED);
        assertThat(ruleAgainst(URI.create("https://api.example.com/")))
                .isEqualTo(Rule.HOST_NOT_DECLARED);
        host.hosts().add(here);
        assertThat(host.call(owner, () -> status(here))).isEqualTo(204);
        assertThat(ruleAgainst(URI.create("https://api.example.com/")))
                .isEqualTo(Rule.HOST_NOT_DECLARED);
    }

    @Test
    void noAccountIsConnected() {
        assertThat(host.call(owner, host.bean(Connections.class)::list)).isEmpty();
        assertThatThrownBy(() -> host.accounts().connect(owner, "mail"))
                .hasMessageContaining("declares no provider 'mail'");
    }

    private Rule ruleAgainst(URI address) {
        try {
            host.call(owner, () -> status(address));
        } catch (OutboundRefusedException e) {
            return e.rule();
        }
        throw new AssertionError(address + " was reached.");
    }

    private int status(URI address) throws IOException {
        try (OutboundResponse answer =
                outbound.send(OutboundRequest.of("test.reach", "GET", address))) {
            return answer.status();
        }
    }
}
