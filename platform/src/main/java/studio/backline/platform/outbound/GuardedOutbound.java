package studio.backline.platform.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundFailedException.Kind;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.platform.outbound.address.Destination;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.outbound.ledger.EgressCount;
import studio.backline.platform.outbound.wire.Deadline;

/** The way out of one caller: every rule first, then the tries. */
final class GuardedOutbound implements Outbound {

    private static final int REDIRECTS = 5;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> FOLLOWED = Set.of("GET", "HEAD");

    private final OutboundCaller caller;
    private final Supplier<List<EgressGate>> gates;
    private final Travel travel;

    GuardedOutbound(OutboundCaller caller, Supplier<List<EgressGate>> gates, Travel travel) {
        this.caller = caller;
        this.gates = gates;
        this.travel = travel;
    }

    @Override
    public OutboundResponse send(OutboundRequest request) throws OutboundFailedException {
        Destination destination = admit(request, request.uri());
        Deadline deadline = Deadline.in(request.limits().total());
        EgressCount count = travel.count(caller.id(), destination.host(), request.purpose());
        URI uri = request.uri();
        try {
            for (int hops = 0; ; hops++) {
                OutboundResponse answer = tries(destination, uri, request, deadline, count);
                Optional<URI> next = elsewhere(request, uri, answer);
                if (next.isEmpty()) {
                    count.answered();
                    return answer;
                }
                answer.close();
                uri = next.get();
                if (hops == REDIRECTS || !Destination.of(uri).equals(Optional.of(destination))) {
                    throw new OutboundRefusedException(
                            Rule.REDIRECT_TO_OTHER_HOST,
                            "%s answers with another address again and again, or with another host's. That is not followed."
                                    .formatted(destination.host()));
                }
            }
        } catch (OutboundRefusedException e) {
            count.refused(e.rule());
            throw e;
        } catch (OutboundFailedException e) {
            count.failed();
            throw e;
        }
    }

    private Destination admit(OutboundRequest request, URI uri) {
        Destination destination =
                Destination.of(uri)
                        .orElseThrow(
                                () ->
                                        new OutboundRefusedException(
                                                Rule.MALFORMED,
                                                "The address is not written as https://name/path with a plain name in it."));
        if (caller.entered(destination)) {
            ask(request, destination);
            return destination;
        }
        if (!destination.secure()) {
            throw refuse(
                    request,
                    destination,
                    Rule.NOT_ENCRYPTED,
                    "%s is only reached over https.".formatted(destination.host()));
        }
        if (!caller.declared(destination)) {
            throw refuse(
                    request,
                    destination,
                    Rule.HOST_NOT_DECLARED,
                    "'%s' may not reach %s. It may reach: %s."
                            .formatted(
                                    caller.id(),
                                    destination.origin(),
                                    caller.hostsInWords().orElse("nobody")));
        }
        ask(request, destination);
        return destination;
    }

    private void ask(OutboundRequest request, Destination destination) {
        EgressAttempt attempt =
                new EgressAttempt(
                        caller.id(), travel.workspace(), destination.host(), request.purpose());
        for (EgressGate gate : gates.get()) {
            Optional<String> shut = gate.shut(attempt);
            if (shut.isPresent()) {
                throw refuse(request, destination, Rule.GATE_SHUT, shut.get());
            }
        }
    }

    private OutboundRefusedException refuse(
            OutboundRequest request, Destination destination, Rule rule, String message) {
        travel.count(caller.id(), destination.host(), request.purpose()).refused(rule);
        return new OutboundRefusedException(rule, message);
    }

    private OutboundResponse tries(
            Destination destination,
            URI uri,
            OutboundRequest request,
            Deadline deadline,
            EgressCount count)
            throws OutboundFailedException {
        boolean entered = caller.entered(destination);
        for (int tries = 1; ; tries++) {
            Optional<Duration> pause;
            try {
                OutboundResponse answer =
                        travel.wire().exchange(destination, entered, uri, request, deadline, count);
                pause = travel.retries().after(answer, request.repeatable(), tries);
                if (pause.isEmpty() || pause.get().compareTo(deadline.left()) >= 0) {
                    return answer;
                }
                answer.close();
            } catch (OutboundFailedException e) {
                pause = travel.retries().after(e, request.repeatable(), tries);
                if (pause.isEmpty() || pause.get().compareTo(deadline.left()) >= 0) {
                    throw e;
                }
            }
            sleep(pause.get(), destination);
        }
    }

    private void sleep(Duration pause, Destination destination) throws OutboundFailedException {
        try {
            travel.pause().of(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundFailedException(
                    Kind.BROKEN,
                    "The work was stopped while it waited for %s.".formatted(destination.host()),
                    e);
        }
    }

    private static Optional<URI> elsewhere(
            OutboundRequest request, URI uri, OutboundResponse answer) {
        if (!ELSEWHERE.contains(answer.status()) || !FOLLOWED.contains(request.method())) {
            return Optional.empty();
        }
        try {
            return answer.header("Location").map(uri::resolve);
        } catch (IllegalArgumentException e) {
            // Not an address: whoever asked sees the answer as it is.
            return Optional.empty();
        }
    }
}
