package studio.backline.testkit.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a strict provider answers to whom. */
final class ProviderDesk {

    private final Grants grants;
    private final String issuer;
    private final Map<String, FakeClient> clients = new ConcurrentHashMap<>();
    private volatile boolean asksPeople;

    ProviderDesk(Grants grants, String issuer) {
        this.grants = grants;
        this.issuer = issuer;
    }

    /** A request to an endpoint that is no page. */
    record Call(
            String method,
            String type,
            @Nullable String authorization,
            boolean query,
            Parameters form) {}

    void register(FakeClient client) {
        clients.put(client.id(), client);
    }

    void asksPeople(boolean yes) {
        asksPeople = yes;
    }

    Reply authorize(Parameters asked) {
        FakeClient client = clients.get(asked.get("client_id"));
        String redirect = asked.get("redirect_uri");
        if (client == null || !client.redirects().contains(redirect)) {
            // Nobody is sent to an address that nobody has entered (section 4.1.2.1).
            return Reply.page(400, "<p>This client or its address to return to is unknown.</p>");
        }
        Map<String, String> back = new LinkedHashMap<>();
        Optional<String> wrong = wrong(asked, client);
        if (wrong.isPresent()) {
            back.put("error", wrong.get());
        } else if (asked.get("decision").equals("no")) {
            back.put("error", "access_denied");
        } else if (asksPeople && asked.find("decision").isEmpty()) {
            return question(asked, client);
        } else {
            back.put(
                    "code",
                    grants.code(client.id(), redirect, asked.get("code_challenge"), scopes(asked)));
        }
        asked.find("state").ifPresent(state -> back.put("state", state));
        back.put("iss", issuer);
        return Reply.redirect(redirect + "?" + Parameters.encoded(back));
    }

    private static Optional<String> wrong(Parameters asked, FakeClient client) {
        boolean complete =
                !asked.repeated()
                        && asked.find("state").isPresent()
                        && asked.get("code_challenge_method").equals("S256")
                        && asked.get("code_challenge").matches("[A-Za-z0-9_-]{43}");
        if (!complete) {
            return Optional.of("invalid_request");
        }
        if (!asked.get("response_type").equals("code")) {
            return Optional.of("unsupported_response_type");
        }
        Set<String> scopes = scopes(asked);
        return scopes.isEmpty() || !client.scopes().containsAll(scopes)
                ? Optional.of("invalid_scope")
                : Optional.empty();
    }

    private static Reply question(Parameters asked, FakeClient client) {
        String query = Parameters.encoded(asked.values()).replace("&", "&amp;");
        return Reply.page(
                200,
                """
                <!doctype html><html lang="en"><title>Fake provider</title>
                <h1>%s asks for: %s</h1>
                <p><a href="/authorize?%s&amp;decision=yes">Allow</a>
                <a href="/authorize?%s&amp;decision=no">Deny</a></p></html>
                """
                        .formatted(client.id(), asked.get("scope"), query, query));
    }

    Reply token(Call call) {
        Optional<Reply> wrong = wrong(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<FakeClient> client = client(call);
        if (client.isEmpty()) {
            return Reply.error(401, "invalid_client");
        }
        Parameters form = call.form();
        Optional<Grants.Pair> pair =
                switch (form.get("grant_type")) {
                    case "authorization_code" ->
                            grants.exchange(
                                    form.get("code"),
                                    client.get().id(),
                                    form.get("redirect_uri"),
                                    form.get("code_verifier"));
                    case "refresh_token" ->
                            grants.refresh(form.get("refresh_token"), client.get().id());
                    default -> Optional.empty();
                };
        if (!Set.of("authorization_code", "refresh_token").contains(form.get("grant_type"))) {
            return Reply.error(400, "unsupported_grant_type");
        }
        return pair.map(ProviderDesk::handedOut).orElse(Reply.error(400, "invalid_grant"));
    }

    private static Reply handedOut(Grants.Pair pair) {
        return Reply.json(200, content(pair));
    }

    private static Map<String, Object> content(Grants.Pair pair) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("access_token", pair.access());
        content.put("token_type", "Bearer");
        content.put("expires_in", pair.seconds());
        content.put("refresh_token", pair.refresh());
        content.put("scope", String.join(" ", pair.scopes()));
        return content;
    }

    Reply revoke(Call call) {
        Optional<Reply> wrong = wrong(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (client(call).isEmpty()) {
            return Reply.error(401, "invalid_client");
        }
        if (call.form().find("token").isEmpty()) {
            return Reply.error(400, "invalid_request");
        }
        grants.revoke(call.form().get("token"));
        // Also where the token is not known (RFC 7009, section 2.2).
        return new Reply(200, Map.of(), "");
    }

    Reply resource(Call call) {
        String header = String.valueOf(call.authorization());
        boolean good = header.startsWith("Bearer ") && grants.isGood(header.substring(7));
        return good
                ? Reply.json(200, Map.of("here", "yes"))
                : new Reply(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "");
    }

    private static Optional<Reply> wrong(Call call) {
        if (!call.method().equals("POST")) {
            return Optional.of(Reply.page(405, "<p>POST only.</p>"));
        }
        boolean form = call.type().startsWith("application/x-www-form-urlencoded");
        return !form || call.query() || call.form().repeated()
                ? Optional.of(Reply.error(400, "invalid_request"))
                : Optional.empty();
    }

    /** By the one proof that was agreed on, and no other beside it. */
    private Optional<FakeClient> client(Call call) {
        Parameters form = call.form();
        Optional<String[]> basic = basic(call.authorization());
        String id = basic.map(parts -> parts[0]).orElse(form.get("client_id"));
        FakeClient known = clients.get(id);
        if (known == null) {
            return Optional.empty();
        }
        boolean secret = form.find("client_secret").isPresent();
        boolean proven =
                switch (known.proof()) {
                    case BASIC ->
                            !secret
                                    && basic.filter(parts -> parts[1].equals(known.secret()))
                                            .isPresent();
                    case POST ->
                            basic.isEmpty() && form.get("client_secret").equals(known.secret());
                    case NONE -> basic.isEmpty() && !secret;
                };
        return proven ? Optional.of(known) : Optional.empty();
    }

    private static Optional<String[]> basic(@Nullable String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return Optional.empty();
        }
        byte[] decoded = Base64.getDecoder().decode(header.substring(6));
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return parts.length == 2
                ? Optional.of(
                        new String[] {Parameters.decoded(parts[0]), Parameters.decoded(parts[1])})
                : Optional.empty();
    }

    /** The honest answer, told otherwise; another one as it is. */
    static Reply bend(Reply honest, Fault.Bent bent) {
        return honest.content().containsKey("access_token")
                ? Reply.json(200, bent.change().apply(honest.content()))
                : honest;
    }

    /** The way back, told otherwise. */
    static Reply bend(Reply honest, Fault.BentReturn bent) {
        String location = honest.headers().get("Location");
        if (location == null) {
            return honest;
        }
        URI where = URI.create(location);
        Map<String, String> sent = bent.change().apply(Parameters.of(where.getRawQuery()).values());
        String address = location.substring(0, location.indexOf('?'));
        return Reply.redirect(address + "?" + Parameters.encoded(sent) + bent.more());
    }

    private static Set<String> scopes(Parameters asked) {
        return asked.find("scope")
                .map(scope -> (Set<String>) new LinkedHashSet<>(Arrays.asList(scope.split(" "))))
                .orElse(Set.of());
    }
}
