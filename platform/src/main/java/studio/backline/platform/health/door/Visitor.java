package studio.backline.platform.health.door;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.platform.outbound.probe.ServerProbe;
import studio.backline.platform.outbound.probe.UpgradeAnswer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Goes out and comes back in by the front door. */
final class Visitor {

    /** Where screens open theirs: a proxy may let one path through and not another. */
    private static final String PUSH = "/VAADIN/push";

    private static final OutboundRequest.Limits LIMITS =
            new OutboundRequest.Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), 65_536);

    private final Visits visits;
    private final Outbound out;
    private final ServerProbe probe;

    Visitor(Visits visits, Outbound out, ServerProbe probe) {
        this.visits = visits;
        this.out = out;
        this.probe = probe;
    }

    /** Visits, and lies about where from, to see who believes it. */
    Visited visit(URI address) {
        OutboundRequest request =
                OutboundRequest.of("house.visit", "GET", address.resolve("/"))
                        .header(Visits.HEADER, visits.await())
                        .header("X-Forwarded-For", VisitReport.LIE)
                        .header("X-Forwarded-Host", VisitReport.LIED_HOST)
                        .header("Forwarded", "for=" + VisitReport.LIE)
                        .limits(LIMITS)
                        .repeatable(false);
        try (OutboundResponse answer = out.send(request)) {
            return read(answer);
        } catch (OutboundRefusedException e) {
            String why = String.valueOf(e.getMessage());
            return e.rule() == Rule.GATE_SHUT ? Visited.notLetOut(why) : Visited.nowhere(why);
        } catch (OutboundFailedException e) {
            return Visited.nowhere(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Visited.nowhere(e.getClass().getSimpleName());
        }
    }

    private static Visited read(OutboundResponse answer) throws IOException {
        Optional<String> date = answer.header("Date");
        try {
            return Visited.here(
                    JsonMapper.shared().readValue(answer.bytes(), VisitReport.class), date);
        } catch (JacksonException e) {
            return Visited.elsewhere(answer.status());
        }
    }

    /** Whether a WebSocket gets through, and what comes over it. */
    boolean pushes(URI address) throws IOException {
        UpgradeAnswer answer =
                probe.upgrade(address.resolve(PUSH), Map.of(Visits.HEADER, visits.await()));
        return answer.granted() && answer.message().equals(VisitUpgrade.WORD);
    }
}
