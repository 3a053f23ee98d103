package studio.backline.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;

class ReadWhoDidWhatTest {

    private static Core core;
    private static Audit audit;
    private static AuditLog log;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final AccountId ana = AccountId.next();
    private final AccountId jo = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        audit = core.bean(Audit.class);
        log = core.bean(AuditLog.class);
    }

    @Test
    void pagesGoOnWhereTheLastEndedAlsoWhileOthersAreWritten() {
        for (int i = 0; i < 7; i++) {
            write(ana, AuditEvent.of("crm.changed"));
        }
        List<Long> numbers = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        for (int page = 0; page < 3; page++) {
            List<AuditEntry> entries = read(AuditFilter.none(), before, 3);
            entries.forEach(entry -> numbers.add(entry.number()));
            before = OptionalLong.of(entries.getLast().number());
            write(jo, AuditEvent.of("crm.changed"));
        }
        assertThat(numbers).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void oneFindsByPersonAreaAndTimeAndAllAtOnce() {
        write(ana, AuditEvent.of("crm.changed"));
        write(jo, AuditEvent.of("crm.changed"));
        write(jo, AuditEvent.of("tenancy.left"));
        core.behind()
                .sql(
                        "update backline.audit_entry set at = at - interval '9 days'"
                                + " where workspace_id = ? and seq = 2")
                .param(workspace.value())
                .update();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));

        assertThat(numbers(filter(Optional.of(ana), "", null, null))).containsExactly(1L);
        assertThat(numbers(filter(Optional.of(jo), "", null, null))).containsExactly(3L, 2L);
        assertThat(numbers(filter(Optional.empty(), "crm", null, null))).containsExactly(2L, 1L);
        assertThat(numbers(filter(Optional.empty(), "", yesterday, null))).containsExactly(3L, 1L);
        assertThat(numbers(filter(Optional.empty(), "", null, yesterday))).containsExactly(2L);
        assertThat(numbers(filter(Optional.of(jo), "crm", null, yesterday))).containsExactly(2L);
        assertThat(numbers(filter(Optional.of(jo), "crm", yesterday, null))).isEmpty();
        assertThat(core.inWorkspace(workspace, ana, () -> log.people(AuditChain.WORKSPACE)))
                .containsExactlyInAnyOrder(ana, jo);
        assertThat(core.inWorkspace(workspace, ana, () -> log.areas(AuditChain.WORKSPACE)))
                .containsExactly("crm", "tenancy");
        assertThat(
                        core.inWorkspace(
                                WorkspaceId.next(), ana, () -> log.people(AuditChain.WORKSPACE)))
                .isEmpty();
    }

    @Test
    void anAccountIsErasedInAllChainsAndTheyStayWhole() {
        WorkspaceId other = WorkspaceId.next();
        write(ana, AuditEvent.of("tenancy.member-removed").to("member", jo.value()));
        write(ana, AuditEvent.of("crm.changed"));
        write(jo, AuditEvent.of("crm.changed"));
        core.inWorkspace(other, jo, () -> done(() -> audit.record(AuditEvent.of("crm.changed"))));
        audit.recordInstance(Optional.of(jo), AuditEvent.of("identity.signed-in"));

        assertThat(audit.erase(jo)).isEqualTo(4);

        List<AuditEntry> left = read(AuditFilter.none(), OptionalLong.empty(), 9);
        assertThat(left).extracting(AuditEntry::act).hasSize(3).contains("tenancy.member-removed");
        assertThat(left).filteredOn(entry -> entry.told().isPresent()).hasSize(1);
        assertThat(check(workspace)).isEqualTo(new AuditCheck(3, 2, OptionalLong.empty(), 0));
        assertThat(check(other)).isEqualTo(new AuditCheck(1, 1, OptionalLong.empty(), 0));
        assertThat(audit.verify(AuditChain.INSTANCE).isWhole()).isTrue();
        assertThat(
                        core.behind()
                                .sql(
                                        "select count(*) from backline.audit_payload p"
                                                + " where p::text like '%' || ? || '%'")
                                .param(jo.toString())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void whatIsToldOfOneObjectIsErasedInItsWorkspace() {
        UUID person = UUID.randomUUID();
        AuditEvent event = AuditEvent.of("crm.person-changed").to("person", person);
        WorkspaceId other = WorkspaceId.next();
        write(ana, event);
        write(ana, AuditEvent.of("crm.changed"));
        core.inWorkspace(other, ana, () -> done(() -> audit.record(event)));

        assertThat(core.inWorkspace(workspace, ana, () -> audit.eraseAbout(person))).isEqualTo(1);

        assertThat(check(workspace)).isEqualTo(new AuditCheck(2, 1, OptionalLong.empty(), 0));
        assertThat(check(other)).isEqualTo(new AuditCheck(1, 0, OptionalLong.empty(), 0));
    }

    @Test
    void aClockThatWasSetBackBreaksNothingAndIsCounted() {
        core.behind()
                .sql(
                        """
                        with a as (select :w::uuid w, sha256(uuid_send(:w::uuid)) previous,
                                clock_timestamp() + interval '2 days' as at, sha256('p') hash)
                        , c as (insert into backline.audit_chain select w from a)
                        insert into backline.audit_entry select w, w, 1, at, 'core', 'crm.changed',
                            hash, previous,
                            backline.audit_hash(previous, w, w, 1, at, 'core', 'crm.changed', hash)
                        from a
                        """)
                .param("w", workspace.value())
                .update();
        write(ana, AuditEvent.of("crm.changed"));

        assertThat(check(workspace)).isEqualTo(new AuditCheck(2, 1, OptionalLong.empty(), 1));
        assertThat(read(AuditFilter.none(), OptionalLong.empty(), 9))
                .extracting(AuditEntry::number)
                .containsExactly(2L, 1L);
    }

    private static AuditFilter filter(
            Optional<AccountId> person,
            String area,
            @Nullable Instant since,
            @Nullable Instant until) {
        return new AuditFilter(
                person,
                Optional.of(area).filter(name -> !name.isEmpty()),
                Optional.ofNullable(since),
                Optional.ofNullable(until));
    }

    private List<Long> numbers(AuditFilter filter) {
        return read(filter, OptionalLong.empty(), 50).stream().map(AuditEntry::number).toList();
    }

    private List<AuditEntry> read(AuditFilter filter, OptionalLong before, int most) {
        return core.inWorkspace(
                workspace, ana, () -> log.read(AuditChain.WORKSPACE, filter, before, most));
    }

    private AuditCheck check(WorkspaceId chain) {
        return core.inWorkspace(chain, ana, () -> audit.verify(AuditChain.WORKSPACE));
    }

    private void write(AccountId who, AuditEvent event) {
        core.inWorkspace(workspace, who, () -> done(() -> audit.record(event)));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
