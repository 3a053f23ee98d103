package studio.backline.platform.outbound;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code backline.outbound.*}.
 *
 * @param allowed what the operator lets a caller reach beside what it declared, each a plugin's id,
 *     a space and an origin; these may lie in the operator's own network
 * @param trustedCertificates PEM file with authorities that are trusted beside the usual ones
 */
@ConfigurationProperties("backline.outbound")
record OutboundProperties(@DefaultValue List<String> allowed, @Nullable Path trustedCertificates) {

    OutboundProperties {
        if (trustedCertificates != null && !Files.isReadable(trustedCertificates)) {
            throw new IllegalArgumentException(
                    "backline.outbound.trusted-certificates names %s, which cannot be read."
                            .formatted(trustedCertificates));
        }
        for (String entry : allowed) {
            if (AllowedServer.of(entry).isEmpty()) {
                throw new IllegalArgumentException(
                        "backline.outbound.allowed holds '%s'. Write the plugin's id, a space and the address: ai-ollama http://127.0.0.1:11434."
                                .formatted(entry));
            }
        }
    }

    /** What this caller may reach beside what it declared. */
    Set<URI> allowedTo(String caller) {
        return allowed.stream()
                .flatMap(entry -> AllowedServer.of(entry).stream())
                .filter(server -> server.caller().equals(caller))
                .map(AllowedServer::origin)
                .collect(Collectors.toSet());
    }
}
