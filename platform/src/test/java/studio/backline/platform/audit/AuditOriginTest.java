package studio.backline.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.WorkspaceKeys;

/** From where an act came, and what it changed, stand in its entry, and the chain keeps both. */
class AuditOriginTest {

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

    private static Core core;
    private static Audit audit;
    private static AuditLog log;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final AccountId account = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        audit = core.bean(Audit.class);
        log = core.bean(AuditLog.class);
    }

    @BeforeEach
    void found() {
        core.bean(WorkspaceKeys.class).create(workspace);
    }

    @Test
    void anActOnARequestSaysFromWhichNetworkAndDeviceShortened() {
        Origin request = Origin.ofRequest("203.0.113.77", FIREFOX);
        request.run(() -> write(AuditEvent.of("crm.opened")));

        AuditEntry.Told told = only();
        assertThat(told.actor()).isEqualTo(Origin.Actor.ACCOUNT);
        assertThat(told.who()).hasValue(account);
        assertThat(told.origin().network()).hasValue("cb0071");
        assertThat(told.origin().device()).hasValue(new Device("Firefox", "Linux"));
        assertThat(told.origin().correlation()).hasValue(request.correlation());
        assertThat(row("row_to_json(p)::text")).doesNotContain("203.0").doesNotContain("Mozilla");
    }

    @Test
    void theNumberStandsInTheLogWhileTheWorkLastsAndNoLonger() {
        Origin outer = Origin.ofHost();
        Origin inner = Origin.ofCommandLine();
        outer.run(
                () -> {
                    inner.run(
                            () ->
                                    assertThat(MDC.get(Origin.LOGGED_AS))
                                            .isEqualTo(inner.correlation())
                                            .isEqualTo(Origin.currentNumber()));
                    assertThat(MDC.get(Origin.LOGGED_AS)).isEqualTo(outer.correlation());
                });
        assertThat(MDC.get(Origin.LOGGED_AS)).isNull();
        assertThat(Origin.current()).isEmpty();
    }

    @Test
    void whatHostCommandAndStrangerDoIsToldApart() {
        UUID object = UUID.randomUUID();
        for (Origin origin :
                List.of(
                        Origin.ofHost(),
                        Origin.ofCommandLine(),
                        Origin.ofRequest("2001:db8:1:2::3", "curl/8"))) {
            origin.run(
                    () ->
                            audit.recordInstance(
                                    Optional.empty(),
                                    AuditEvent.of("identity.tried").to("thing", object)));
        }

        List<AuditEntry.Told> told =
                log
                        .read(AuditChain.INSTANCE, AuditFilter.none(), OptionalLong.empty(), 100)
                        .stream()
                        .flatMap(entry -> entry.told().stream())
                        .filter(it -> it.object().filter(o -> o.id().equals(object)).isPresent())
                        .toList();
        assertThat(told)
                .extracting(AuditEntry.Told::actor)
                .containsExactly(
                        Origin.Actor.VISITOR, Origin.Actor.COMMAND_LINE, Origin.Actor.HOST);
        assertThat(told.getFirst().origin().network()).hasValue("20010db80001");
        assertThat(told.getFirst().origin().device()).isEmpty();
        assertThat(told.getFirst().object().orElseThrow().kind()).isEqualTo("thing");
    }

    @Test
    void whatStoodThereBeforeAndAfterIsSealedAndOpensForTheWorkspaceAlone() {
        write(
                AuditEvent.of("crm.person-renamed")
                        .changing(Map.of("name", "Josephine"), Map.of("name", "Jo")));

        assertThat(core.inWorkspace(workspace, account, () -> log.change(AuditChain.WORKSPACE, 1)))
                .hasValue(new AuditEntry.Change(Map.of("name", "Josephine"), Map.of("name", "Jo")));
        assertThat(only().changed()).isTrue();
        String raw =
                new String(
                        core.behind()
                                .sql(
                                        "select before_sealed || after_sealed from"
                                                + " backline.audit_payload where workspace_id = ?")
                                .param(workspace.value())
                                .query(byte[].class)
                                .single(),
                        StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain("Jo").doesNotContain("name");
        WorkspaceId other = WorkspaceId.next();
        assertThat(core.inWorkspace(other, account, () -> log.change(AuditChain.WORKSPACE, 1)))
                .isEmpty();
    }

    @Test
    void theInstancesChangesAreSealedUnderItsOwnKey() {
        audit.recordInstance(
                Optional.of(account),
                AuditEvent.of("mail.set-up").changing(Map.of("host", "a"), Map.of("host", "b")));

        AuditEntry newest =
                log.read(
                                AuditChain.INSTANCE,
                                new AuditFilter(
                                        Optional.of(account),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                OptionalLong.empty(),
                                1)
                        .getFirst();
        assertThat(log.change(AuditChain.INSTANCE, newest.number()))
                .hasValue(new AuditEntry.Change(Map.of("host", "a"), Map.of("host", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'host'",
                "object_kind = 'other'",
                "target = uuidv7()",
                "account_id = uuidv7()",
                "facts = '{\"rows\": \"8\"}'",
                "before_sealed = after_sealed",
                "after_sealed = null",
                "network = '7f0000'",
                "network = device, device = network",
                "device = null",
                "correlation = 'AAAAAAAAAA'",
                "salt = sha256('')",
                "form = 1",
                "seq = 2"
            })
    void theChainHoldsTheWholePayload(String change) {
        AuditEvent event =
                AuditEvent.of("crm.person-renamed")
                        .to("person", UUID.randomUUID())
                        .with("rows", "7")
                        .changing(Map.of("name", "Josephine"), Map.of("name", "Jo"));
        Origin.ofRequest("203.0.113.77", FIREFOX).run(() -> write(event));
        assertThat(check()).isEqualTo(new AuditCheck(1, 0, OptionalLong.empty(), 0));

        core.behind()
                .sql("update backline.audit_payload set " + change + " where workspace_id = ?")
                .param(workspace.value())
                .update();

        assertThat(check().brokenAt()).hasValue(1);
    }

    @Test
    void anEntryOfBeforeStaysAsGoodAsItWas() {
        UUID id = UUID.randomUUID();
        core.behind()
                .sql(
                        """
                        with p as (select sha256('salt') salt, '{"role": "OWNER"}'::jsonb facts),
                        h as (select backline.audit_payload_hash(salt, :account, null, facts) hash,
                                sha256(uuid_send(:workspace)) previous, clock_timestamp() at from p),
                        e as (insert into backline.audit_entry select :workspace, :id, 1, at, 'core',
                                'tenancy.member-joined', hash, previous, backline.audit_hash(
                                    previous, :workspace, :id, 1, at, 'core',
                                    'tenancy.member-joined', hash) from h)
                        insert into backline.audit_payload (
                            workspace_id, id, salt, account_id, facts, seq)
                        select :workspace, :id, salt, :account, facts, 1 from p
                        """)
                .param("workspace", workspace.value())
                .param("account", account.value())
                .param("id", id)
                .update();
        write(AuditEvent.of("crm.opened"));

        assertThat(check()).isEqualTo(new AuditCheck(2, 0, OptionalLong.empty(), 0));
        AuditEntry old = read(AuditFilter.none(), 10).getLast();
        assertThat(old.told().orElseThrow().who()).hasValue(account);
        assertThat(old.told().orElseThrow().facts()).containsEntry("role", "OWNER");
        core.behind()
                .sql("update backline.audit_payload set account_id = null where id = ?")
                .param(id)
                .update();
        assertThat(check().brokenAt()).hasValue(1);
    }

    @Test
    void aWorkspaceWithoutKeyRefusesToTellWhatChangedAndTellsTheRest() {
        WorkspaceId keyless = WorkspaceId.next();
        AuditEvent event = AuditEvent.of("crm.changed");
        core.inWorkspace(keyless, account, () -> done(() -> audit.record(event)));
        assertThatThrownBy(
                        () ->
                                core.inWorkspace(
                                        keyless,
                                        account,
                                        () ->
                                                done(
                                                        () ->
                                                                audit.record(
                                                                        event.changing(
                                                                                Map.of("a", "b"),
                                                                                Map.of())))))
                .hasMessageContaining("has no key");
    }

    private AuditEntry.Told only() {
        List<AuditEntry> all = read(AuditFilter.none(), 10);
        assertThat(all).hasSize(1);
        return all.getFirst().told().orElseThrow();
    }

    private List<AuditEntry> read(AuditFilter filter, int most) {
        return core.inWorkspace(
                workspace,
                account,
                () -> log.read(AuditChain.WORKSPACE, filter, OptionalLong.empty(), most));
    }

    private AuditCheck check() {
        return core.inWorkspace(workspace, account, () -> audit.verify(AuditChain.WORKSPACE));
    }

    private String row(String what) {
        return core.behind()
                .sql("select " + what + " from backline.audit_payload p where workspace_id = ?")
                .param(workspace.value())
                .query(String.class)
                .single();
    }

    private void write(AuditEvent event) {
        core.inWorkspace(workspace, account, () -> done(() -> audit.record(event)));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
