package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.mail.FakeSmtpServer;

/** Where the letters of a house go that knows the address at which others find it. */
final class Postbox implements AutoCloseable {

    private static final String ADDRESS = "http://house.example/";
    private static final Pattern LINK =
            Pattern.compile("http://house\\.example/([a-z/-]+/[A-Za-z0-9_-]{43})");

    private final FakeSmtpServer server = FakeSmtpServer.open();

    /** A house whose letters come here. */
    TestHouse open(Path folder) {
        TestHouse house =
                TestHouse.open(
                        folder, Map.of("backline.web.address", ADDRESS.replaceAll("/$", "")));
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
                                                "localhost", server.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@backline.test"),
                                "",
                                Optional.empty()));
        return house;
    }

    /** The way of the link in the letter, below the house's address. */
    String link(String to, String subject) {
        await(() -> letter(to, subject).isPresent());
        Matcher found =
                LINK.matcher(
                        letter(to, subject).orElseThrow().replace("=\r\n", "").replace("=3D", "="));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** The last such letter. */
    Optional<String> letter(String to, String subject) {
        return server.taken().stream()
                .map(each -> each.content())
                .filter(text -> text.contains("To: " + to) && text.contains("Subject: " + subject))
                .reduce((first, last) -> last);
    }

    static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    @Override
    public void close() {
        server.close();
    }
}
