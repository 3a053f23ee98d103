package studio.backline.platform.outbound;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.outbound.address.Destination;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.outbound.ledger.EgressCount;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.wire.GuardedSocket;
import studio.backline.platform.outbound.wire.NameService;
import studio.backline.platform.outbound.wire.TextRecords;

/**
 * The way out for what speaks something else than HTTP: mail. Reaches only servers that an operator
 * entered, resolves once, judges the address and connects to that.
 */
public final class OutboundSockets {

    private final NameService names;
    private final SSLContext tls;
    private final Supplier<? extends Iterable<EgressGate>> gates;
    private final EgressLedger ledger;
    private final TextRecords texts;

    OutboundSockets(
            NameService names,
            TextRecords texts,
            SSLContext tls,
            Supplier<? extends Iterable<EgressGate>> gates,
            EgressLedger ledger) {
        this.names = names;
        this.texts = texts;
        this.tls = tls;
        this.gates = gates;
        this.ledger = ledger;
    }

    /**
     * A way to one server, which an operator entered for this part of the core: it may lie in a
     * private network.
     *
     * @throws OutboundRefusedException where that is no name of a server, or a gate is shut
     */
    public SocketRoute route(String caller, ServerName server, TlsMode mode, String purpose) {
        Destination destination =
                server.destination()
                        .orElseThrow(
                                () ->
                                        new OutboundRefusedException(
                                                Rule.MALFORMED,
                                                "'%s' is not the name of a server."
                                                        .formatted(server.host())));
        EgressCount count =
                admitted(new EgressAttempt(caller, Optional.empty(), destination.host(), purpose));
        GuardedSocket.Rules rules =
                new GuardedSocket.Rules(
                        destination.host(),
                        destination.port(),
                        mode == TlsMode.NONE,
                        mode == TlsMode.IMPLICIT
                                ? Optional.of(tls.getSocketFactory())
                                : Optional.empty());
        return new SocketRoute(names, rules, tls.getSocketFactory(), count);
    }

    /**
     * Texts that a name publishes (TXT, RFC 1035), asked of this machine's name servers.
     *
     * @return empty where it publishes none
     * @throws IOException where no name server answers
     * @throws OutboundRefusedException where a gate is shut
     */
    public List<String> texts(String caller, String name, String purpose) throws IOException {
        EgressCount count = admitted(new EgressAttempt(caller, Optional.empty(), name, purpose));
        try {
            List<String> found = texts.of(name);
            count.answered();
            return found;
        } catch (IOException e) {
            count.failed();
            throw e;
        }
    }

    private EgressCount admitted(EgressAttempt attempt) {
        EgressCount count = ledger.count(attempt);
        for (EgressGate gate : gates.get()) {
            Optional<String> shut = gate.shut(attempt);
            if (shut.isPresent()) {
                count.refused(Rule.GATE_SHUT);
                throw new OutboundRefusedException(Rule.GATE_SHUT, shut.get());
            }
        }
        return count;
    }
}
