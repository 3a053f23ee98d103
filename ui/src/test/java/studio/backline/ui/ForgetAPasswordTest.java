package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.mail.FakeSmtpServer;

/** A new password by mail, as a browser without script, and what a stranger can learn of it. */
class ForgetAPasswordTest {

    private static final String NEW = "eleven anchors in the attic";
    private static final FakeSmtpServer SERVER = FakeSmtpServer.open();

    @TempDir private static Path folder;
    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder, Map.of("backline.web.address", "http://house.example"));
        house.bean(MailSetup.class)
                .change(
                        house.bean(Workspaces.class)
                                .members(house.workspace())
                                .getFirst()
                                .account(),
                        new MailSettings(
                                MailSettings.SMTP,
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost", SERVER.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@backline.test"),
                                "",
                                Optional.empty()));
    }

    @AfterAll
    static void close() {
        house.close();
        SERVER.close();
    }

    @Test
    void a_link_by_mail_leads_to_a_new_password_and_not_in() {
        Visitor before = house.guest("Wilma", Role.MEMBER);
        Visitor visitor = house.visitor();
        Page asked =
                visitor.submit(
                        visitor.open("sign-in/forgotten"), Map.of("mail", "WILMA@backline.test"));
        assertThat(asked.body()).contains("If there is an account with that address");

        String link = link("wilma@backline.test");
        assertThat(link).startsWith("http://house.example/sign-in/reset/");
        String path = link.substring("http://house.example/".length());
        Page form = visitor.open(path);
        assertThat(form.body()).contains("wilma@backline.test");
        assertThat(form.header("Referrer-Policy")).contains("same-origin");
        Page weak = visitor.submit(form, Map.of("password", "wilma"));
        assertThat(weak.body()).contains("Use at least").doesNotContain("value=\"wilma\"");

        Page done = visitor.submit(weak, Map.of("password", NEW));

        assertThat(done.url()).hasPath("/sign-in");
        assertThat(done.body()).contains("Your password is changed");
        assertThat(visitor.open("account").url()).as("not in").hasPath("/sign-in");
        assertThat(before.open("account").url()).as("out everywhere").hasPath("/sign-in");
        Page again = visitor.open(path);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("leads nowhere", "Ask for a new one");
        await(() -> letter("wilma@backline.test", "Your password was changed").isPresent());
        Visitor in = house.visitor();
        in.submit(in.open("sign-in"), Map.of("username", "wilma@backline.test", "password", NEW));
        assertThat(in.open("account").url()).hasPath("/account");
    }

    @Test
    void a_stranger_learns_nothing_of_who_has_an_account() {
        house.guest("Xaver", Role.MEMBER);
        Visitor one = house.visitor();
        Page known =
                one.submit(one.open("sign-in/forgotten"), Map.of("mail", "xaver@backline.test"));
        Visitor other = house.visitor();
        Page unknown =
                other.submit(
                        other.open("sign-in/forgotten"), Map.of("mail", "nobody@backline.test"));

        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.url()).isEqualTo(known.url());
        assertThat(plain(unknown)).isEqualTo(plain(known));
        link("xaver@backline.test");
        assertThat(letter("nobody@backline.test", "")).isEmpty();
        Page wrong = other.submit(other.open("sign-in/forgotten"), Map.of("mail", "no address"));
        assertThat(wrong.body()).contains("This is not an e-mail address");
    }

    private static String plain(Page page) {
        return page.body().replaceAll("value=\"[^\"]*\"", "");
    }

    private static String link(String to) {
        await(() -> letter(to, "A new password").isPresent());
        String content =
                letter(to, "A new password").orElseThrow().replace("=\r\n", "").replace("=3D", "=");
        Matcher found =
                Pattern.compile("http://[A-Za-z.]+/sign-in/reset/[A-Za-z0-9_-]{43}")
                        .matcher(content);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static Optional<String> letter(String to, String subject) {
        List<String> all = SERVER.taken().stream().map(each -> each.content()).toList();
        return all.stream()
                .filter(text -> text.contains("To: " + to) && text.contains("Subject: " + subject))
                .findFirst();
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(what.getAsBoolean()).isTrue();
    }
}
