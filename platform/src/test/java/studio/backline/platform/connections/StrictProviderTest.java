package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.FakeClient;
import studio.backline.testkit.provider.FakeProvider;

/** The fake provider is no pushover: what others get wrong, it refuses. */
class StrictProviderTest {

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String BACK = "https://house.example/back";

    private FakeProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = FakeProvider.open(Clock.systemUTC());
        provider.register(
                new FakeClient(
                        "c", "s", FakeClient.Proof.BASIC, Set.of(BACK), Set.of("read", "send")));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private static Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", "c");
        asked.put("redirect_uri", "https%3A%2F%2Fhouse.example%2Fback");
        asked.put("scope", "read");
        asked.put("state", "xyz");
        asked.put("code_challenge", CHALLENGE);
        asked.put("code_challenge_method", "S256");
        return asked;
    }

    private URI visit(Map<String, String> asked) {
        return provider.visit(
                URI.create(provider.at(Endpoint.AUTHORIZATION) + "?" + joined(asked)));
    }

    private static String joined(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, admin, invalid_scope",
        "scope, '', invalid_scope",
        "state, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request"
    })
    void whatIsWrongInARequestIsSaid(String parameter, String value, String error) {
        Map<String, String> asked = asked();
        asked.put(parameter, value);

        assertThat(visit(asked).getQuery()).contains("error=" + error).doesNotContain("code=");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, other",
        "redirect_uri, https%3A%2F%2Fhouse.example%2Fback%2F",
        "redirect_uri, https%3A%2F%2Fevil.example%2Fback",
        "redirect_uri, ''"
    })
    void nobodyIsSentToAnAddressThatIsNotEntered(String parameter, String value) {
        Map<String, String> asked = asked();
        asked.put(parameter, value);

        assertThatThrownBy(() -> visit(asked)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCodeIsGoodOnceAndASecondUseEndsWhatItGave() throws Exception {
        String code = Stage.parameters(visit(asked())).get("code")[0];
        Map<String, String> form = form(code);

        assertThat(post(form, "c:s").statusCode()).isEqualTo(200);
        assertThat(provider.live()).isEqualTo(1);
        assertThat(post(form, "c:s").body()).contains("invalid_grant");
        assertThat(provider.live()).isZero();
    }

    private static Map<String, String> form(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", "https%3A%2F%2Fhouse.example%2Fback");
        form.put("code_verifier", VERIFIER);
        return form;
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, wrong-wrong-wrong-wrong-wrong-wrong-wrong-w, invalid_grant",
        "code_verifier, '', invalid_grant",
        "redirect_uri, https%3A%2F%2Fhouse.example%2Fother, invalid_grant",
        "code, forged, invalid_grant",
        "grant_type, password, unsupported_grant_type"
    })
    void aCodeIsGoodForWhomItWasGivenTo(String parameter, String value, String error)
            throws Exception {
        Map<String, String> form = form(Stage.parameters(visit(asked())).get("code")[0]);
        form.put(parameter, value);

        assertThat(post(form, "c:s").body()).contains(error);
        assertThat(provider.live()).isZero();
    }

    @Test
    void aClientProvesItselfInTheOneWayThatWasAgreed() throws Exception {
        Map<String, String> form = form(Stage.parameters(visit(asked())).get("code")[0]);

        assertThat(post(form, "c:wrong").statusCode()).isEqualTo(401);
        form.put("client_id", "c");
        form.put("client_secret", "s");
        assertThat(post(form, "").statusCode()).isEqualTo(401);
        assertThat(post(form, "c:s").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> post(Map<String, String> form, String basic) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(provider.at(Endpoint.TOKEN))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(joined(form)));
        if (!basic.isEmpty()) {
            byte[] proof = basic.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(proof));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsItsFamily() throws Exception {
        post(form(Stage.parameters(visit(asked())).get("code")[0]), "c:s");
        String first =
                provider.everyToken().stream()
                        .filter(token -> token.startsWith("refresh"))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", first);

        assertThat(post(form, "c:s").statusCode()).isEqualTo(200);
        assertThat(provider.live()).isEqualTo(1);
        assertThat(post(form, "c:s").body()).contains("invalid_grant");
        assertThat(provider.live()).isZero();
    }
}
