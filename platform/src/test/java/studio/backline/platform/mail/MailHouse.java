package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.work.Bell;
import studio.backline.testkit.mail.FakeSmtpServer;

/** A house whose mail goes to a server of the test's. */
final class MailHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Core core = Core.fresh();
    final FakeSmtpServer server = FakeSmtpServer.open();
    final Mail mail = core.bean(Mail.class);
    final MailDesk desk = core.bean(MailDesk.class);
    final LetterTable table = core.bean(LetterTable.class);
    final AccountId operator;
    final WorkspaceId workspace;

    MailHouse() {
        FirstRun firstRun = core.bean(FirstRun.class);
        FirstRun.Result made =
                firstRun.complete(
                        new FirstRunRequest(
                                firstRun.code(),
                                new NewAccount(
                                        new EmailAddress("owner@example.org"),
                                        "Someone",
                                        "seven lanterns over the harbour"),
                                "Band",
                                Plays.ME));
        operator = made.account();
        workspace = made.workspace();
    }

    MailHouse setUp() {
        core.bean(MailSetup.class).change(operator, settings(server.port()));
        return this;
    }

    static MailSettings settings(int port) {
        return new MailSettings(
                MailSettings.SMTP,
                Optional.of(new MailSettings.Server("localhost", port, TlsMode.NONE, "", "")),
                new EmailAddress("house@example.org"),
                "The house",
                Optional.empty());
    }

    UUID plan(String to) {
        return mail.plan(letter(to, Optional.empty()));
    }

    static Letter letter(String to, Optional<WorkspaceId> workspace) {
        return new Letter(
                "test",
                workspace,
                new EmailAddress(to),
                new LetterText(
                        "en",
                        "Hello",
                        List.of("Hello <you>."),
                        Optional.of(new LetterText.Link("Go", "https://example.org/?a=1&b=2")),
                        "You asked for it."),
                Duration.ofDays(1));
    }

    /** State, tries and reason. */
    String row(UUID letter) {
        return core.behind()
                .sql(
                        "select state || ' ' || tries || coalesce(' ' || reason, '') from"
                                + " backline.letter where id = ?")
                .param(letter)
                .query(String.class)
                .single();
    }

    long count(String state) {
        return core.behind()
                .sql("select count(*) from backline.letter where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    /** As if the time until then had gone by. */
    void makeDue() {
        core.behind()
                .sql(
                        "update backline.letter set due_at = clock_timestamp() where id in (select id"
                                + " from backline.letter where settled_at is null"
                                + " for update skip locked)")
                .update();
        core.bean(Bell.class).ring(MailWorker.TOPIC);
    }

    void awaitRow(UUID letter, String row) {
        await(() -> row(letter).equals(row));
    }

    static void await(BooleanSupplier what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean seen = what.getAsBoolean();
        while (!seen && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            seen = what.getAsBoolean();
        }
        // What was seen may be over already.
        assertThat(seen).isTrue();
    }

    @Override
    public void close() {
        core.close();
        server.close();
    }
}
