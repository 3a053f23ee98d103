package studio.backline.platform.health.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.outbound.probe.ServerProbe;

/**
 * Visits the house at its public address: does the name lead here, is the certificate good, does a
 * proxy say who comes, do the clocks agree, and does what screens push get through?
 */
final class DoorExamination implements Examination {

    private static final Duration APART = Duration.ofSeconds(30);

    private final URI address;
    private final ServerProbe probe;
    private final Visitor visitor;
    private final Set<String> proxies;
    private final Clock clock;

    /**
     * @param proxies addresses of proxies that are believed
     */
    DoorExamination(
            URI address, ServerProbe probe, Visitor visitor, Set<String> proxies, Clock clock) {
        this.address = address;
        this.probe = probe;
        this.visitor = visitor;
        this.proxies = Set.copyOf(proxies);
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        List<InetAddress> leads;
        try {
            leads = probe.addresses(address.getHost());
        } catch (UnknownHostException e) {
            return List.of(Finding.bad("name.unknown", address.getHost()));
        }
        List<Finding> findings = new ArrayList<>();
        Instant before = clock.instant();
        Visited visited = visitor.visit(address);
        findings.add(name(address.getHost(), leads, visited));
        findings.addAll(certificate(address));
        if (visited.report() != null) {
            findings.addAll(ForwardedFindings.of(visited.report(), tellable(leads)));
            date(visited.date(), before).ifPresent(findings::add);
            findings.add(push(address));
        }
        return findings;
    }

    /** Who visits this machine's loopback address comes from there, as a proxy on it does. */
    private Set<String> tellable(List<InetAddress> leads) {
        return leads.stream().anyMatch(InetAddress::isLoopbackAddress) ? Set.of() : proxies;
    }

    private static Finding name(String host, List<InetAddress> leads, Visited visited) {
        String shown =
                leads.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        if (visited.report() != null) {
            return Finding.good("name.here", host, shown);
        }
        if (visited.status() > 0) {
            return Finding.bad("name.elsewhere", host, shown, visited.status());
        }
        if (visited.status() < 0) {
            return Finding.hint("name.not-visited", host, shown, visited.why());
        }
        // A router at home often does not lead back in who goes out through it.
        return leads.stream().anyMatch(DoorExamination::isOfThisMachine)
                ? Finding.bad("name.shut", host, shown, visited.why())
                : Finding.hint("name.not-reached", host, shown, visited.why());
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private List<Finding> certificate(URI origin) {
        if (!"https".equalsIgnoreCase(origin.getScheme())) {
            return List.of(Finding.hint("certificate.none"));
        }
        try {
            return List.of(
                    CertificateFindings.of(
                            origin.getHost(), probe.certificate(origin), clock.instant()));
        } catch (IOException e) {
            return List.of(Finding.hint("certificate.not-seen", origin.getHost()));
        }
    }

    private Optional<Finding> date(Optional<String> header, Instant before) {
        try {
            return header.map(
                            text ->
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant())
                    .map(there -> Duration.between(before, there).abs())
                    .filter(apart -> apart.compareTo(APART) > 0)
                    .map(apart -> Finding.hint("clock.of-proxy", apart.toSeconds()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Finding push(URI origin) {
        try {
            return visitor.pushes(origin)
                    ? Finding.good("push.through")
                    : Finding.bad("push.stopped");
        } catch (IOException e) {
            return Finding.bad("push.stopped");
        }
    }
}
