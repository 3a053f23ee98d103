package studio.backline.bench.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.LetterState;
import studio.backline.platform.mail.LetterText;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.work.Sending;
import studio.backline.testkit.mail.FakeSmtpServer;

/** A house with mail, a mail server, and somebody who sends to it without a house. */
final class PostOffice implements AutoCloseable {

    /** As many as the house has places for mail. */
    static final int THREADS = 4;

    private static final String[] MODULES = {
        "encryption",
        "database",
        "settings",
        "audit",
        "tenancy",
        "identity",
        "privacy",
        "files",
        "work",
        "events",
        "jobs",
        "outbound",
        "mail"
    };

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final String TEXT = "You are invited to work in Postwagen on Backline.\n\n";

    private final FakeSmtpServer sink = FakeSmtpServer.open();
    private final AnnotationConfigApplicationContext house =
            new AnnotationConfigApplicationContext();

    private PostOffice() {}

    static PostOffice open(Path folder) {
        PostOffice office = new PostOffice();
        office.house
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "bench",
                                Map.of(
                                        "backline.data",
                                        folder.resolve("data").toString(),
                                        "backline.encryption.root-key-file",
                                        folder.resolve("root.key").toString())));
        for (String module : MODULES) {
            office.house.scan("studio.backline.platform." + module);
        }
        office.house.refresh();
        FirstRun firstRun = office.house.getBean(FirstRun.class);
        FirstRun.Result made =
                firstRun.complete(
                        new FirstRunRequest(
                                firstRun.code(),
                                new NewAccount(
                                        new EmailAddress("owner@example.org"),
                                        "Someone",
                                        "seven lanterns over the harbour"),
                                "Postwagen",
                                FirstRunRequest.Plays.ME));
        office.setUp(made.account());
        // What the others send is what the house has sent.
        office.planned(1);
        return office;
    }

    private void setUp(AccountId operator) {
        house.getBean(MailSetup.class)
                .change(
                        operator,
                        new MailSettings(
                                MailSettings.SMTP,
                                Optional.of(
                                        new MailSettings.Server(
                                                "localhost", sink.port(), TlsMode.NONE, "", "")),
                                new EmailAddress("house@example.org"),
                                "House",
                                Optional.empty()));
    }

    /** Letters per second, from the moment when they may leave until all are noted as done. */
    double planned(int letters) {
        Sending sending = house.getBean(Sending.class);
        Mail mail = house.getBean(Mail.class);
        sending.pause(Optional.empty());
        int before = sink.takenCount();
        long done = done();
        for (int i = 0; i < letters; i++) {
            mail.plan(letter("reader" + i + "@example.com"));
        }
        long start = System.nanoTime();
        sending.resume(Optional.empty());
        // The database is not asked before that could be so: to count its rows takes time as well.
        await(start, () -> sink.takenCount() >= before + letters);
        await(start, () -> done() >= done + letters);
        double seconds = (System.nanoTime() - start) / 1e9;
        requireTaken(before + letters);
        return letters / seconds;
    }

    private static void await(long start, BooleanSupplier what) {
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("The letters do not leave.");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private long done() {
        return house.getBean(MailDesk.class).counts().getOrDefault(LetterState.DONE, 0L);
    }

    private void requireTaken(int wanted) {
        if (sink.takenCount() != wanted) {
            throw new IllegalStateException(
                    "%d letters have arrived in place of %d.".formatted(sink.takenCount(), wanted));
        }
    }

    /** Letters per second, by threads that only send. */
    double bare(int letters) throws Exception {
        int before = sink.takenCount();
        double rate = bare().run(letters, THREADS);
        requireTaken(before + letters);
        return rate;
    }

    /** As {@link #bare}, where the library is told what it would else look up for each part. */
    double bareAndTold(int letters) throws Exception {
        int before = sink.takenCount();
        double rate = bare().runTold(letters, THREADS);
        requireTaken(before + letters);
        return rate;
    }

    private BareLoop bare() throws MessagingException, IOException {
        return BareLoop.of(sink.port(), sink.taken().getFirst());
    }

    private static Letter letter(String to) {
        return new Letter(
                "bench",
                Optional.empty(),
                new EmailAddress(to),
                new LetterText(
                        "en",
                        "Invitation",
                        List.of(TEXT.repeat(8)),
                        Optional.of(new LetterText.Link("Accept", "https://example.org/i")),
                        "You asked for it."),
                Duration.ofDays(1));
    }

    @Override
    public void close() {
        house.close();
        sink.close();
    }
}
