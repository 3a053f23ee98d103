package studio.backline.platform.connections;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A provider that a plugin connects accounts of.
 *
 * @param id within the plugin
 * @param name of the provider, in the reader's language
 * @param addresses where it is
 * @param parameters what it wants besides in the address that a person is sent to
 * @param scopes what the plugin asks for, no more than it needs
 * @param hosts where the plugin takes its tokens to, beside the provider's own endpoints
 * @param terms how long what it grants lasts, and where people see it there
 */
public record ProviderDeclaration(
        String id,
        Function<Locale, String> name,
        ProviderAddresses addresses,
        Map<String, String> parameters,
        List<ScopeDeclaration> scopes,
        Set<String> hosts,
        Terms terms) {

    /** What the flow itself says, and no declaration may say otherwise. */
    private static final Set<String> OWN =
            Set.of(
                    "response_type",
                    "response_mode",
                    "client_id",
                    "client_secret",
                    "redirect_uri",
                    "scope",
                    "state",
                    "code_challenge",
                    "code_challenge_method",
                    "request",
                    "request_uri");

    /**
     * What a provider says of what it grants.
     *
     * @param lasts after so long a person has to agree again, however often it is used
     * @param endlessTokens whether it says of its tokens that they do not expire; otherwise a token
     *     that does not say when it does is refused
     * @param accountPage where people see there what they have agreed to
     */
    public record Terms(
            Optional<Duration> lasts, boolean endlessTokens, Optional<URI> accountPage) {

        /** None said. */
        public static final Terms NONE = new Terms(Optional.empty(), false, Optional.empty());
    }

    /** Copies, and checks the id and the parameters. */
    public ProviderDeclaration {
        parameters = Map.copyOf(parameters);
        scopes = List.copyOf(scopes);
        hosts = Set.copyOf(hosts);
        if (id.length() > 40 || !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("Not an id of a provider: '%s'.".formatted(id));
        }
        parameters.keySet().stream()
                .filter(OWN::contains)
                .findFirst()
                .ifPresent(
                        own -> {
                            throw new IllegalArgumentException(
                                    "The parameter '%s' is not to be declared.".formatted(own));
                        });
        if (scopes.isEmpty()
                || scopes.stream().map(ScopeDeclaration::scope).distinct().count()
                        < scopes.size()) {
            throw new IllegalArgumentException(
                    "The provider '%s' needs scopes, each once.".formatted(id));
        }
    }

    /** The scopes alone. */
    public Set<String> asked() {
        return scopes.stream()
                .map(ScopeDeclaration::scope)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
