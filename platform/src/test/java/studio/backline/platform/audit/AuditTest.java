package studio.backline.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.tenancy.WorkspaceScope;

class AuditTest {

    private static Core core;
    private static Audit audit;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final AccountId account = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        audit = core.bean(Audit.class);
    }

    @Test
    void anEntrySaysWhoDidWhatInWhichWorkspace() {
        UUID target = UUID.randomUUID();
        in(() -> audit.record("crm.person-erased", Optional.of(target), Map.of("rows", "7")));

        Map<String, Object> row =
                core.behind()
                        .sql(
                                """
                                select e.seq, e.act, p.account_id, p.target, p.facts ->> 'rows' rows
                                from backline.audit_entry e
                                join backline.audit_payload p using (workspace_id, id)
                                where e.workspace_id = ?
                                """)
                        .param(workspace.value())
                        .query()
                        .singleRow();
        assertThat(row)
                .containsEntry("seq", 1L)
                .containsEntry("act", "crm.person-erased")
                .containsEntry("account_id", account.value())
                .containsEntry("target", target)
                .containsEntry("rows", "7");
        assertThat(check()).isEqualTo(whole(1, 0));
    }

    @Test
    void anEntryGoesWithTheTransactionThatItTellsOf() {
        assertThatThrownBy(
                        () ->
                                in(
                                        () -> {
                                            write(1);
                                            throw new IllegalStateException("rolled back");
                                        }))
                .hasMessage("rolled back");

        in(() -> write(2));

        assertThat(check()).isEqualTo(whole(1, 0));
    }

    @Test
    void outsideOfATransactionOrAWorkspaceThereIsNoEntry() {
        assertThatThrownBy(() -> write(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No transaction");
        assertThatThrownBy(() -> core.inTransaction(() -> done(() -> write(1))))
                .hasMessageContaining("No workspace");
    }

    @Test
    void manyAtOnceStandInOneUnbrokenChain() {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 60; i++) {
                int number = i;
                threads.execute(() -> in(() -> write(number)));
            }
        }

        assertThat(check()).isEqualTo(whole(60, 0));
    }

    @Test
    void aDeletedPayloadLeavesTheChainWhole() {
        fill();

        behind(
                "delete from backline.audit_payload p using backline.audit_entry e"
                        + " where e.workspace_id = ? and e.seq = 2"
                        + " and p.workspace_id = e.workspace_id and p.id = e.id");

        assertThat(check()).isEqualTo(whole(4, 1));
    }

    @Test
    void aChangedPayloadIsFound() {
        fill();
        behind(
                "update backline.audit_payload p set facts = '{\"number\": \"9\"}'"
                        + " from backline.audit_entry e where e.workspace_id = ? and e.seq = 3"
                        + " and p.workspace_id = e.workspace_id and p.id = e.id");

        assertThat(check().brokenAt()).hasValue(3);
    }

    @Test
    void aChangedActOrTimeIsFound() {
        fill();
        behind(
                "update backline.audit_entry set act = 'crm.other'"
                        + " where workspace_id = ? and seq = 2");

        assertThat(check().brokenAt()).hasValue(2);

        behind(
                "update backline.audit_entry set act = 'crm.changed'"
                        + " where workspace_id = ? and seq = 2");
        assertThat(check().isWhole()).isTrue();
        behind(
                "update backline.audit_entry set at = at - interval '1 microsecond'"
                        + " where workspace_id = ? and seq = 4");
        assertThat(check().brokenAt()).hasValue(4);
    }

    @Test
    void anEntryThatWasTakenOutIsFound() {
        fill();
        behind("delete from backline.audit_entry where workspace_id = ? and seq = 2");

        assertThat(check().brokenAt()).hasValue(2);
    }

    @Test
    void theInstancesOwnChainIsKeptApart() {
        audit.recordInstance(
                Optional.of(account), "plugins.installed", Optional.empty(), Map.of("id", "crm"));

        AuditCheck instance = audit.verify(AuditChain.INSTANCE);

        assertThat(instance.isWhole()).isTrue();
        assertThat(instance.entries()).isPositive();
        assertThat(check().entries()).isZero();
    }

    @Test
    void theCoresOwnRoleCannotTouchWhatIsWritten() {
        fill();
        for (String sql :
                List.of(
                        "update backline.audit_entry set act = 'x.y'",
                        "delete from backline.audit_payload",
                        "insert into backline.audit_payload select * from backline.audit_payload",
                        "select count(*) from backline.audit_entry")) {
            assertThatThrownBy(() -> in(() -> core.jdbc().sql(sql).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(check()).isEqualTo(whole(4, 0));
    }

    @Test
    void aPluginWritesActsOfItsOwnAndNothingElse() {
        PluginId id = new PluginId("audit-probe");
        PluginSchemas schemas = core.bean(PluginSchemas.class);
        schemas.migrate(new PluginSchema(id, List.of(), List.of(), List.of()));
        try (PluginPool pool = schemas.open(id)) {
            JdbcClient jdbc = JdbcClient.create(pool.dataSource());
            TransactionTemplate transaction =
                    new TransactionTemplate(new JdbcTransactionManager(pool.dataSource()));
            AuditTrail trail = audit.on(jdbc);

            asPlugin(transaction, () -> trail.record("audit-probe.tried", null, Map.of()));

            assertThat(check()).isEqualTo(whole(1, 0));
            assertThatThrownBy(
                            () ->
                                    asPlugin(
                                            transaction,
                                            () -> trail.record("crm.changed", null, Map.of())))
                    .hasMessageContaining("does not begin with the plugin's own id");
            requireNoWayInside(transaction, jdbc);
        } finally {
            schemas.drop(id);
        }
        assertThat(check()).isEqualTo(whole(1, 0));
    }

    private void requireNoWayInside(TransactionTemplate transaction, JdbcClient jdbc) {
        for (String sql :
                List.of(
                        "select backline.record_instance_audit(null, null, '', null, '{}')",
                        "select * from backline.verify_audit(true)",
                        "select count(*) from backline.audit_payload",
                        "select * from backline.read_audit("
                                + "true, null, null, null, null, null, 9)",
                        "select backline.erase_audit_of_account(uuidv7())",
                        "select backline.audit_people(true)")) {
            assertThatThrownBy(
                            () -> asPlugin(transaction, () -> jdbc.sql(sql).query().listOfRows()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    private void asPlugin(TransactionTemplate transaction, Runnable work) {
        Caller caller = new Caller(workspace, Optional.of(account), Role.MEMBER);
        core.bean(WorkspaceScope.class)
                .run(caller, () -> transaction.executeWithoutResult(status -> work.run()));
    }

    private void fill() {
        for (int i = 0; i < 4; i++) {
            int number = i;
            in(() -> write(number));
        }
        assertThat(check()).isEqualTo(whole(4, 0));
    }

    private static void write(int number) {
        audit.record("crm.changed", Optional.empty(), Map.of("number", "" + number, "of", "many"));
    }

    private AuditCheck check() {
        return core.inWorkspace(workspace, account, () -> audit.verify(AuditChain.WORKSPACE));
    }

    private void in(Runnable work) {
        core.inWorkspace(workspace, account, () -> done(work));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private void behind(String sql) {
        assertThat(core.behind().sql(sql).param(workspace.value()).update()).isEqualTo(1);
    }

    private static AuditCheck whole(long entries, long deleted) {
        return new AuditCheck(entries, deleted, OptionalLong.empty(), 0);
    }
}
