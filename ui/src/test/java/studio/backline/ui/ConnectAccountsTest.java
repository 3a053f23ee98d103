package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.jar.PluginJarBuilder;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.FakeClient;
import studio.backline.testkit.provider.FakeProvider;
import studio.backline.testkit.provider.Fault;

/** People connect accounts elsewhere, are told how they stand, and end that. */
class ConnectAccountsTest {

    private static final String NOT_THERE = "There is no page at this address";
    private static final Pattern AWAY = Pattern.compile("(http://127[^\"]+/authorize\\?[^\"]+)");

    @TempDir private static Path folder;

    private static FakeProvider provider;
    private static TestHouse house;

    @BeforeAll
    static void open() throws IOException {
        provider = FakeProvider.open(Clock.systemUTC());
        house =
                TestHouse.open(
                        folder,
                        Map.of("backline.outbound.allowed", "fan-mail " + provider.issuer()));
        provider.register(
                new FakeClient(
                        "house-1",
                        "s3cret",
                        FakeClient.Proof.BASIC,
                        Set.of(back()),
                        Set.of("mail.read", "mail.send")));
        house.install(fanMail().build(folder));
        house.enterClient("fan-mail", "fake", "house-1", "s3cret");
    }

    @AfterAll
    static void close() {
        house.close();
        provider.close();
    }

    private static String back() {
        return house.address() + "connections/callback/fan-mail/fake";
    }

    private static PluginJarBuilder fanMail() {
        return PluginJarBuilder.plugin("fan-mail")
                .manifest(
                        """
                        connections:
                          - provider: fake
                            name: {en: Fake Mail}
                            authorization: %s
                            token: %s
                            revocation: %s
                            issuer: %s
                            names-issuer: true
                            account-page: %s/account
                            scopes:
                              - scope: mail.read
                                reason: {en: To show what fans write.}
                              - scope: mail.send
                                reason: {en: To answer them.}
                        """
                                .formatted(
                                        provider.at(Endpoint.AUTHORIZATION),
                                        provider.at(Endpoint.TOKEN),
                                        provider.at(Endpoint.REVOCATION),
                                        provider.issuer(),
                                        provider.issuer()));
    }

    @Test
    void a_manager_is_told_what_is_asked_and_why_goes_there_comes_back_and_ends_it() {
        Visitor visitor = house.signIn();
        ScreenWindow window = visitor.openWindow("settings/connections");
        assertThat(window.go("settings/connections").body()).contains("Connect to Fake Mail");

        Page asked = window.click("Connect to Fake Mail");
        assertThat(asked.body())
                .contains("To show what fans write.", "To answer them.", "mail.read", "127.0.0.1");
        URI back = provider.visit(away(window.click("Go to Fake Mail")));
        Page landed = visitor.open(back.toString());
        assertThat(landed.url().toString()).endsWith("/settings/connections");

        ScreenWindow again = visitor.openWindow("settings/connections");
        assertThat(again.go("settings/connections").body())
                .contains("Connected to Fake Mail.", "Works", "Connected by Tomke", "Not used yet");
        assertThat(visitor.openScreen("settings/connections").body())
                .doesNotContain("Connected to Fake Mail.");

        assertThat(again.click("Disconnect").body())
                .contains("Disconnect this account of Fake Mail?");
        again.click("Disconnect");
        assertThat(waited(again, "has taken back what was granted")).contains("nothing of it");
        assertThat(provider.live()).isZero();
    }

    /** What the server tells by itself, once it has. */
    private static String waited(ScreenWindow window, String text) {
        for (int i = 0; i < 100; i++) {
            String body = window.news().body();
            if (body.contains(text)) {
                return body;
            }
        }
        throw new AssertionError("Not told: " + text);
    }

    @Test
    void whoever_does_not_agree_is_told_that_nothing_was_connected() {
        Visitor visitor = house.signIn();
        provider.next(Endpoint.AUTHORIZATION, Fault.refused("access_denied"));
        visitor.open(provider.visit(go(visitor)).toString());

        assertThat(visitor.openScreen("settings/connections").body())
                .contains("Nothing was connected: access was not given at Fake Mail.");
    }

    @Test
    void another_manager_who_is_handed_the_way_back_connects_nothing() {
        URI back = provider.visit(go(house.signIn()));
        Visitor other = house.guest("Mara", Role.MANAGER);
        other.open(back.toString());

        assertThat(other.openScreen("settings/connections").body())
                .contains("this was begun in another sign-in");
        assertThat(provider.live()).isZero();
    }

    @Test
    void a_stranger_who_is_handed_the_way_back_is_asked_to_sign_in() {
        URI back = provider.visit(go(house.signIn()));

        assertThat(house.visitor().open(back.toString()).url().getPath()).isEqualTo("/sign-in");
        assertThat(provider.live()).isZero();
    }

    @Test
    void a_way_back_of_nobody_says_so() {
        Visitor visitor = house.signIn();
        visitor.open("connections/callback/No%20Plugin/x?state=a&code=b");
        assertThat(visitor.openScreen("settings/connections").body())
                .contains("no plugin has this address");
    }

    @Test
    void who_does_not_run_the_workspace_sees_nothing_of_it() {
        Visitor member = house.guest("Jonna", Role.MEMBER);

        assertThat(member.openScreen("settings/connections").body()).contains(NOT_THERE);
        assertThat(member.openScreen("settings/providers").body()).contains(NOT_THERE);
        assertThat(house.guest("Ulla", Role.MANAGER).openScreen("settings/providers").body())
                .contains(NOT_THERE);
    }

    @Test
    void whoever_runs_the_house_sees_the_address_to_copy_and_no_secret() {
        assertThat(house.signIn().openScreen("settings/providers").body())
                .contains(back(), "house-1", "One is entered and kept sealed")
                .doesNotContain("s3cret");
    }

    private static URI go(Visitor visitor) {
        ScreenWindow window = visitor.openWindow("settings/connections");
        window.go("settings/connections");
        window.click("Connect to Fake Mail");
        return away(window.click("Go to Fake Mail"));
    }

    private static URI away(Page answer) {
        Matcher address = AWAY.matcher(answer.body().replace("\\u0026", "&"));
        assertThat(address.find()).as(answer.body()).isTrue();
        return URI.create(address.group(1));
    }
}
