package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.mail.MailFault;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.health.Severity;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.work.Sending;
import studio.backline.testkit.mail.FakeSmtpServer;

/** Whoever looks at the house is told whether letters leave it. */
class TellOfMailTest {

    private static final MailHouse HOUSE = new MailHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    void whetherLettersLeaveIsToldWithWhatToDo() {
        HOUSE.core.bean(MailSetup.class).forget(HOUSE.operator);
        assertThat(told()).extracting(Diagnosis::key).containsExactly("mail.none");

        HOUSE.setUp();
        awaitTold("mail.untried");

        UUID letter = HOUSE.plan("one@example.com");
        HOUSE.awaitRow(letter, "DONE 1");
        assertThat(told()).extracting(Diagnosis::key).containsExactly("mail.leaves");

        HOUSE.core.bean(MailSetup.class).change(HOUSE.operator, MailHouse.settings(1));
        HOUSE.plan("two@example.com");
        MailHouse.await(() -> HOUSE.desk.fault().isPresent());
        assertThat(told())
                .singleElement()
                .satisfies(
                        diagnosis -> {
                            assertThat(diagnosis.key()).isEqualTo("mail.PORT_CLOSED");
                            assertThat(diagnosis.severity()).isEqualTo(Severity.BAD);
                            assertThat(diagnosis.what()).contains("'localhost'");
                            assertThat(diagnosis.remedy()).isNotEmpty();
                        });
    }

    /** Before the first letter waits, and without sending any. */
    @Test
    void theMailServerIsAskedAtOnce() throws Exception {
        MailSetup setup = HOUSE.core.bean(MailSetup.class);
        setup.forget(HOUSE.operator);
        HOUSE.core.behind().sql("delete from backline.letter").update();
        try (FakeSmtpServer strict = FakeSmtpServer.open().signIn("house", "secret");
                ServerSocket silent = new ServerSocket(0)) {
            setup.change(HOUSE.operator, signingIn(strict.port(), "guess"));
            awaitTold("mail.SIGN_IN");

            setup.change(HOUSE.operator, signingIn(strict.port(), "secret"));
            awaitTold("mail.untried", "mail.leaves");
            assertThat(strict.lastSender()).as("no letter was begun").isEmpty();

            long begun = System.nanoTime();
            setup.change(HOUSE.operator, MailHouse.settings(silent.getLocalPort()));
            assertThat(told()).extracting(Diagnosis::key).contains("mail.NO_ANSWER");
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aPauseIsToldAndTheMailServerIsLeftInPeace() {
        HOUSE.core.bean(MailSetup.class).change(HOUSE.operator, MailHouse.settings(1));
        Sending sending = HOUSE.core.bean(Sending.class);
        sending.pause(Optional.empty());
        try {
            assertThat(told()).extracting(Diagnosis::key).contains("mail.paused");
        } finally {
            sending.resume(Optional.empty());
        }
    }

    /** What was met with other settings is told until the worker has seen the new. */
    private static void awaitTold(String... keys) {
        MailHouse.await(
                () ->
                        told().stream()
                                .map(Diagnosis::key)
                                .anyMatch(key -> List.of(keys).contains(key)));
    }

    private static MailSettings signingIn(int port, String password) {
        return new MailSettings(
                MailSettings.SMTP,
                Optional.of(
                        new MailSettings.Server(
                                "localhost", port, TlsMode.NONE, "house", password)),
                new EmailAddress("house@example.org"),
                "",
                Optional.empty());
    }

    @Test
    void eachFaultHasItsWords() {
        ResourceBundle words =
                ResourceBundle.getBundle("studio.backline.platform.health.findings", Locale.ROOT);

        // Of a box nobody is told what only letters meet.
        assertThat(MailFault.values())
                .filteredOn(
                        fault ->
                                switch (fault) {
                                    case SENDER, RECIPIENT, CONTENT, NO_TRANSPORT -> false;
                                    default -> true;
                                })
                .allSatisfy(
                        fault ->
                                assertThat(words.keySet())
                                        .contains(
                                                "mail.box." + fault,
                                                "mail.box." + fault + ".remedy"));
        assertThat(MailFault.values())
                .allSatisfy(
                        fault ->
                                assertThat(words.keySet())
                                        .contains("mail." + fault, "mail." + fault + ".remedy"));
    }

    private static List<Diagnosis> told() {
        return HOUSE.core.bean(Doctor.class).examine(Locale.ENGLISH).stream()
                .filter(diagnosis -> diagnosis.key().startsWith("mail."))
                .toList();
    }
}
