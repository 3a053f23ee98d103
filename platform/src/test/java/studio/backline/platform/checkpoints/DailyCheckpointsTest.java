package studio.backline.platform.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.core.Core;
import studio.backline.platform.health.Severity;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.work.Sending;

class DailyCheckpointsTest {

    private final Core core = Core.fresh();
    private final CheckpointKeeper keeper = core.bean(CheckpointKeeper.class);
    private AccountId owner;
    private WorkspaceId workspace;

    @BeforeEach
    void firstRun() {
        FirstRun firstRun = core.bean(FirstRun.class);
        FirstRun.Result made =
                firstRun.complete(
                        new FirstRunRequest(
                                firstRun.code(),
                                new NewAccount(
                                        new EmailAddress("ana@example.org"),
                                        "Ana",
                                        "seven lanterns over the harbour"),
                                "Band",
                                Plays.ME));
        owner = made.account();
        workspace = made.workspace();
        change();
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    void eachDayEachChainThatGrewHasOneCheckpointOnTwoNodesAsOnOne() {
        try (Core other = core.anotherNode()) {
            keeper.look();
            other.bean(CheckpointKeeper.class).look();
            keeper.look();
        }
        assertThat(kept(workspace)).isEqualTo(1);
        assertThat(kept(new WorkspaceId(new UUID(0, 0)))).isEqualTo(1);

        core.clock().pass(Duration.ofDays(1));
        keeper.look();
        assertThat(kept(workspace)).isEqualTo(1);
        change();
        core.clock().pass(Duration.ofDays(1));
        keeper.look();
        assertThat(kept(workspace)).isEqualTo(2);
    }

    @Test
    void ownersGetItByMailWhereMailIsSetUp() {
        keeper.look();
        assertThat(letters("checkpoint")).isZero();

        core.bean(MailSetup.class).change(owner, nowhere());
        core.clock().pass(Duration.ofDays(1));
        change();
        keeper.look();

        assertThat(letters("checkpoint")).isEqualTo(2);
        assertThat(
                        core.behind()
                                .sql(
                                        "select count(*) from backline.letter where workspace = ?"
                                                + " and kind = 'checkpoint'")
                                .param(workspace.value())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void whileSendingIsPausedNobodyVouchesForAnything() {
        core.bean(Sending.class).pause(Optional.of(owner));
        keeper.look();
        assertThat(kept(workspace)).isZero();
    }

    @Test
    void aChainThatWasChangedIsToldToItsOwnersAndTheOperator() {
        core.bean(MailSetup.class).change(owner, nowhere());
        keeper.look();
        assertThat(severity()).isEqualTo(Severity.GOOD);
        core.behind()
                .sql("update backline.audit_entry set act = 'x.y' where workspace_id = ?")
                .param(workspace.value())
                .update();

        core.clock().pass(Duration.ofDays(1));
        keeper.look();
        keeper.look();

        assertThat(letters("chain-broken")).isEqualTo(1);
        assertThat(severity()).isEqualTo(Severity.BAD);
    }

    private Severity severity() {
        return core.bean(ChainExamination.class).examine().getFirst().severity();
    }

    private void change() {
        core.inWorkspace(
                workspace,
                owner,
                () -> {
                    core.bean(Audit.class).record(AuditEvent.of("crm.changed"));
                    return true;
                });
    }

    private long kept(WorkspaceId chain) {
        return core.behind()
                .sql("select count(*) from backline.audit_checkpoint where workspace_id = ?")
                .param(chain.value())
                .query(Long.class)
                .single();
    }

    private long letters(String kind) {
        return core.behind()
                .sql("select count(*) from backline.letter where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    private static MailSettings nowhere() {
        return new MailSettings(
                MailSettings.SMTP,
                Optional.of(new MailSettings.Server("localhost", 1, TlsMode.NONE, "", "")),
                new EmailAddress("house@example.org"),
                "The house",
                Optional.empty());
    }
}
