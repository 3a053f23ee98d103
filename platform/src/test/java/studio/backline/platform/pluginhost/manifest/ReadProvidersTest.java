package studio.backline.platform.pluginhost.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.platform.connections.ClientProof;
import studio.backline.platform.connections.ProviderAddresses;
import studio.backline.platform.connections.ProviderDeclaration;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;

/** Providers in plugin.yaml: what is read, and what keeps a plugin out. */
class ReadProvidersTest {

    private static final String WHOLE =
            """
            id: odd
            version: 1.0.0
            api: ">=0.1.0 <0.2.0"
            entry: plugins.odd.Entry
            name: {en: Odd}
            description: {en: A plugin of a test.}
            connections:
              - provider: mail
                name: {en: Post, de: Briefe}
                authorization: https://accounts.mail.example/auth
                token: https://oauth.mail.example/token
                revocation: https://oauth.mail.example/revoke
                issuer: https://accounts.mail.example
                names-issuer: true
                client: post
                parameters: {access_type: offline}
                hosts: [api.mail.example]
                lasts-days: 180
                account-page: https://accounts.mail.example/apps
                scopes:
                  - scope: https://mail.example/read
                    reason: {en: To show it., de: Um sie zu zeigen.}
            """;

    private final ManifestReader reader = new ManifestReader();

    @Test
    void aProviderIsReadWithAllThatItSays() {
        PluginManifest manifest = read(WHOLE);
        ProviderDeclaration provider = manifest.connections().getFirst();

        assertThat(manifest.hosts()).containsExactly("api.mail.example");
        assertThat(provider.name().apply(Locale.GERMAN)).isEqualTo("Briefe");
        assertThat(provider.asked()).containsExactly("https://mail.example/read");
        assertThat(provider.scopes().getFirst().reason().apply(Locale.ENGLISH))
                .isEqualTo("To show it.");
        assertThat(provider.parameters()).containsEntry("access_type", "offline");
        assertThat(provider.terms().lasts()).contains(Duration.ofDays(180));
        assertThat(provider.addresses().proof()).isEqualTo(ClientProof.POST);
        assertThat(provider.addresses().hosts()).containsExactly("oauth.mail.example");
        assertThat(ProviderAddresses.read(provider.addresses().written()))
                .isEqualTo(provider.addresses());
    }

    @Test
    void aPluginWithoutProvidersReachesNobody() {
        PluginManifest manifest = read(WHOLE.substring(0, WHOLE.indexOf("connections:")));

        assertThat(manifest.connections()).isEmpty();
        assertThat(manifest.hosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://oauth.mail.example/token | http://oauth.mail.example/token",
                "https://oauth.mail.example/token | http://localhost/token",
                "https://oauth.mail.example/token | https://me@oauth.mail.example/token",
                "https://oauth.mail.example/token | https://oauth.mail.example/token#x",
                "https://oauth.mail.example/token | https://oauth.mail.example/token?to=me",
                "https://oauth.mail.example/token | javascript:alert(1)",
                "access_type: offline             | redirect_uri: https://evil.example",
                "access_type: offline             | scope: everything",
                "access_type: offline             | state: mine",
                "access_type: offline             | code_challenge_method: plain",
                "hosts: [api.mail.example]        | hosts: ['*.example']",
                "hosts: [api.mail.example]        | hosts: [localhost]",
                "scope: https://mail.example/read | scope: two scopes",
                "reason: {en: To show it., de: Um sie zu zeigen.} | reason: {de: Um.}",
                "client: post                     | client: jwt",
                "lasts-days: 180                  | lasts-days: 0",
                "provider: mail                   | provider: Mail Box",
                "issuer: https://accounts.mail.example | hosts-of: [x]",
            })
    void whatWouldLeadElsewhereKeepsThePluginOut(String right, String wrong) {
        assertThat(WHOLE).contains(right);
        PluginRefusedException refused =
                catchThrowableOfType(
                        PluginRefusedException.class, () -> read(WHOLE.replace(right, wrong)));

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("manifest-wrong");
    }

    private PluginManifest read(String yaml) {
        return reader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
