package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.LetterState;
import studio.backline.platform.mail.LetterText;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.jar.PluginJarBuilder;
import studio.backline.testkit.mail.FakeSmtpServer;

/** A plugin from its jar sends the letters of the house, for as long as it runs. */
class SendByAPluginTest {

    private static final PluginId PIGEON = new PluginId("pigeon");
    private static final String LOFT = "test.loft";
    private static final AccountId OPERATOR = AccountId.next();

    private static final String TRANSPORT =
            """
            import studio.backline.contract.mail.*;
            class Pigeon implements MailTransport {
                @SuppressWarnings("unchecked")
                @Override public MailOutcome send(OutgoingMail mail) {
                    boolean own = Thread.currentThread().getContextClassLoader() == getClass().getClassLoader();
                    ((java.util.Queue<String>) System.getProperties().get("test.loft"))
                            .add(mail.to() + " " + mail.subject() + " " + own);
                    return new MailOutcome.Accepted("coo");
                }
            }
            """;

    @TempDir private Path folder;
    private final Queue<String> loft = new ConcurrentLinkedQueue<>();
    private final FakeSmtpServer server = FakeSmtpServer.open();

    @AfterEach
    void removeEverything() {
        try (House house = House.open(folder)) {
            house.bean(MailSetup.class).forget(OPERATOR);
            house.plugins.remove(PIGEON, RemovalChoice.ERASE_DATA);
        }
        House.sql(jdbc -> jdbc.sql("delete from backline.letter").update());
        House.sql(jdbc -> jdbc.sql("delete from backline.account").update());
        System.getProperties().remove(LOFT);
        server.close();
    }

    @Test
    void lettersLeaveByItWaitWhileItIsOffAndLeaveBySmtpOnceThatIsChosen() {
        System.getProperties().put(LOFT, loft);
        try (House house = House.open(folder)) {
            makeAnOperator();
            house.plugins.install(jar());
            choose(house, PIGEON.value());
            plan(house, "one@example.com");
            await(() -> count(house, LetterState.DONE) == 1);
            assertThat(loft).containsExactly("one@example.com Hello true");

            house.plugins.disable(PIGEON);
            plan(house, "two@example.com");
            await(() -> house.bean(MailDesk.class).fault().isPresent());
            assertThat(house.bean(MailDesk.class).fault()).contains(MailFault.NO_TRANSPORT);
            await(() -> count(house, LetterState.PLANNED) == 1);
            assertThat(server.taken()).as("nobody chose that").isEmpty();

            choose(house, MailSettings.SMTP);
            await(() -> count(house, LetterState.DONE) == 2);
            assertThat(server.taken()).singleElement().matches(it -> it.to().startsWith("two@"));
            assertThat(loft).hasSize(1);
        }
    }

    private Path jar() {
        return PluginJarBuilder.wired(
                        PIGEON.value(),
                        "@Bean studio.backline.contract.mail.MailTransport pigeon() { return new Pigeon(); }")
                .source("Pigeon", TRANSPORT)
                .build(folder);
    }

    private void choose(House house, String transport) {
        house.bean(MailSetup.class)
                .change(
                        OPERATOR,
                        new MailSettings(
                                transport,
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost", server.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@example.org"),
                                "",
                                Optional.empty()));
    }

    private static void plan(House house, String to) {
        house.bean(Mail.class)
                .plan(
                        new Letter(
                                "test",
                                Optional.empty(),
                                new EmailAddress(to),
                                new LetterText(
                                        "en",
                                        "Hello",
                                        List.of("Hello."),
                                        Optional.empty(),
                                        "You asked for it."),
                                Duration.ofDays(1)));
    }

    private static long count(House house, LetterState state) {
        return house.bean(MailDesk.class).counts().getOrDefault(state, 0L);
    }

    private static void makeAnOperator() {
        House.sql(
                jdbc ->
                        jdbc.sql(
                                        """
                                        insert into backline.account
                                            (id, email, email_key, display_name, operator, created_at)
                                        values (?, 'op@example.org', 'op@example.org', 'Op', true, now())
                                        """)
                                .param(OPERATOR.value())
                                .update());
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience with letters").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
