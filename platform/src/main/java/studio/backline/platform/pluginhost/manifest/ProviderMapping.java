package studio.backline.platform.pluginhost.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.platform.connections.ClientProof;
import studio.backline.platform.connections.ProviderAddresses;
import studio.backline.platform.connections.ProviderDeclaration;
import studio.backline.platform.connections.ScopeDeclaration;

/** The part of a descriptor that names providers whose accounts are connected. */
final class ProviderMapping {

    private ProviderMapping() {}

    static List<ProviderDeclaration> providers(List<?> section) {
        List<ProviderDeclaration> all =
                section.stream().map(each -> provider((Map<?, ?>) each)).toList();
        long different = all.stream().map(ProviderDeclaration::id).distinct().count();
        if (different < all.size()) {
            throw new IllegalArgumentException("A provider is declared twice.");
        }
        return all;
    }

    private static ProviderDeclaration provider(Map<?, ?> section) {
        Map<String, String> parameters = new LinkedHashMap<>();
        ManifestMapping.map(section, "parameters")
                .forEach((key, value) -> parameters.put(String.valueOf(key), (String) value));
        return new ProviderDeclaration(
                ManifestMapping.text(section, "provider"),
                ManifestMapping.localized(section, "name")::in,
                addresses(section),
                parameters,
                ManifestMapping.list(section, "scopes").stream()
                        .map(each -> scope((Map<?, ?>) each))
                        .toList(),
                hosts(section),
                terms(section));
    }

    private static ProviderAddresses addresses(Map<?, ?> section) {
        return new ProviderAddresses(
                URI.create(ManifestMapping.text(section, "authorization")),
                URI.create(ManifestMapping.text(section, "token")),
                address(section, "revocation"),
                Optional.ofNullable((String) section.get("issuer")),
                Boolean.TRUE.equals(section.get("names-issuer")),
                ClientProof.valueOf(
                        ManifestMapping.constant(
                                Optional.<Object>ofNullable(section.get("client"))
                                        .orElse("basic"))));
    }

    private static ScopeDeclaration scope(Map<?, ?> section) {
        return new ScopeDeclaration(
                ManifestMapping.text(section, "scope"),
                ManifestMapping.localized(section, "reason")::in);
    }

    private static Set<String> hosts(Map<?, ?> section) {
        return ManifestMapping.list(section, "hosts").stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private static ProviderDeclaration.Terms terms(Map<?, ?> section) {
        return new ProviderDeclaration.Terms(
                section.get("lasts-days") instanceof Number days
                        ? Optional.of(Duration.ofDays(days.longValue()))
                        : Optional.empty(),
                Boolean.TRUE.equals(section.get("tokens-without-end")),
                address(section, "account-page"));
    }

    private static Optional<URI> address(Map<?, ?> section, String key) {
        return Optional.ofNullable((String) section.get(key)).map(URI::create);
    }
}
