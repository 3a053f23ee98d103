package studio.backline.platform.connections;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a provider is, and how this house names itself there.
 *
 * @param authorization where a person agrees (RFC 6749, section 3.1)
 * @param token where tokens are had (section 3.2)
 * @param revocation where they are given back (RFC 7009)
 * @param issuer what the provider calls itself in its answers (RFC 9207)
 * @param namesIssuer whether each answer of it does, so that one without is none of its own
 * @param proof how this house proves who it is
 */
public record ProviderAddresses(
        URI authorization,
        URI token,
        Optional<URI> revocation,
        Optional<String> issuer,
        boolean namesIssuer,
        ClientProof proof) {

    private static final int LONGEST = 500;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    /** Checks each address. */
    public ProviderAddresses {
        Stream.concat(Stream.of(authorization, token), revocation.stream())
                .forEach(ProviderAddresses::require);
        if (namesIssuer && issuer.isEmpty()) {
            throw new IllegalArgumentException(
                    "A provider whose answers name the issuer needs 'issuer'.");
        }
    }

    private static void require(URI address) {
        String host = address.getHost();
        boolean encrypted = "https".equals(address.getScheme());
        boolean here =
                "http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(host));
        if (host == null
                || !(encrypted || here)
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null
                || address.toString().length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Not an address of a provider: '%s'. Write https://name/path."
                            .formatted(address));
        }
    }

    /** The hosts that this server itself goes to. */
    public Set<String> hosts() {
        return Stream.concat(Stream.of(token), revocation.stream())
                .map(URI::getHost)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All of it in one text: what was agreed to is compared with what is declared now. */
    public String written() {
        return String.join(
                "\n",
                List.of(
                        authorization.toString(),
                        token.toString(),
                        revocation.map(URI::toString).orElse("-"),
                        issuer.orElse("-"),
                        String.valueOf(namesIssuer),
                        proof.name()));
    }

    /** Reads what {@link #written} wrote. */
    public static ProviderAddresses read(String written) {
        List<String> lines = written.lines().toList();
        return new ProviderAddresses(
                URI.create(lines.get(0)),
                URI.create(lines.get(1)),
                Optional.of(lines.get(2)).filter(line -> !line.equals("-")).map(URI::create),
                Optional.of(lines.get(3)).filter(line -> !line.equals("-")),
                Boolean.parseBoolean(lines.get(4)),
                ClientProof.valueOf(lines.get(5)));
    }
}
