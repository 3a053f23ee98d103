package studio.backline.platform.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.checkpoints.Comparison.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.core.Core;

/** An owner who kept a checkpoint finds whatever was done to the chain since. */
class KeptCheckpointsTest {

    private static final int SIZE = 6;

    /** As a thief of the database's rights would write a chain anew, each hash right again. */
    private static final String WRITE_ANEW =
            """
            do $$
            declare
                e record;
                last bytea := sha256(uuid_send('%1$s'::uuid));
            begin
                for e in select * from backline.audit_entry
                         where workspace_id = '%1$s' order by seq loop
                    last := backline.audit_hash(last, e.workspace_id, e.id, e.seq, e.at,
                        e.source, e.act, e.payload_hash);
                    update backline.audit_entry set hash = last, previous = coalesce((
                            select b.hash from backline.audit_entry b
                            where b.workspace_id = e.workspace_id and b.seq = e.seq - 1),
                            sha256(uuid_send(e.workspace_id)))
                        where workspace_id = e.workspace_id and id = e.id;
                end loop;
            end $$
            """;

    private static Core core;
    private static Audit audit;
    private static Checkpoints checkpoints;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final AccountId account = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        audit = core.bean(Audit.class);
        checkpoints = core.bean(Checkpoints.class);
    }

    @Test
    void itFitsAndGoesOnFittingWhileTheChainGrowsAndIsErasedFrom() {
        String kept = fillAndTake();
        assertThat(compare(kept)).isEqualTo(Verdict.FITS);
        write(3);
        assertThat(compare(kept)).isEqualTo(Verdict.FITS);
        in(() -> audit.erase(account));
        assertThat(compare(kept)).isEqualTo(Verdict.FITS);
        assertThat(compare(fillAndTake())).isEqualTo(Verdict.FITS);
    }

    @Test
    void itIsFoundInTheLetterThatItCameIn() {
        String letter =
                "Dear Ana,\r\n\r\n> "
                        + String.join("\r\n>\r\n>  ", fillAndTake().lines().toList())
                        + "\r\n\r\nKeep it.\r\n";
        assertThat(compare(letter)).isEqualTo(Verdict.FITS);
    }

    @Test
    void aCutOffTailIsFoundThoughTheRestHoldsTogether() {
        String kept = fillAndTake();
        behind("delete from backline.audit_entry where workspace_id = '%s' and seq > 4");

        assertThat(in(() -> audit.verify(AuditChain.WORKSPACE)).isWhole()).isTrue();
        assertThat(compare(kept)).isEqualTo(Verdict.CUT_OFF);
        behind("delete from backline.audit_entry where workspace_id = '%s'");
        assertThat(compare(kept)).isEqualTo(Verdict.CUT_OFF);
    }

    @Test
    void aForkIsFoundThoughItHoldsTogetherAndIsAsLong() {
        String kept = fillAndTake();
        behind("delete from backline.audit_entry where workspace_id = '%s' and seq > 4");
        write(5);

        assertThat(in(() -> audit.verify(AuditChain.WORKSPACE)).isWhole()).isTrue();
        assertThat(compare(kept)).isEqualTo(Verdict.REWRITTEN);
    }

    @Test
    void aHistoryThatWasWrittenAnewIsFoundWithAllItsHashesRight() {
        String kept = fillAndTake();
        behind("update backline.audit_entry set act = 'x.y' where workspace_id = '%s' and seq = 2");
        assertThat(compare(kept)).isEqualTo(Verdict.BROKEN);
        behind(WRITE_ANEW);

        assertThat(in(() -> audit.verify(AuditChain.WORKSPACE)).isWhole()).isTrue();
        assertThat(compare(kept)).isEqualTo(Verdict.REWRITTEN);
    }

    @Test
    void theHouseFindsThatByItselfWhereWhoeverWroteForgotItsOwnCheckpoints() {
        fillAndTake();
        assertThat(in(() -> checkpoints.check(AuditChain.WORKSPACE)).isWhole()).isTrue();
        behind("delete from backline.audit_entry where workspace_id = '%s' and seq > 4");

        assertThat(in(() -> checkpoints.check(AuditChain.WORKSPACE)).brokenAt()).hasValue(SIZE);
        assertThat(in(() -> checkpoints.standing(AuditChain.WORKSPACE)).brokenAt()).hasValue(SIZE);
        assertThat(in(() -> checkpoints.take(AuditChain.WORKSPACE))).isEmpty();
    }

    @Test
    void entriesInAnotherOrderOrTakenOutAreFound() {
        String kept = fillAndTake();
        // Numbers are unique at each moment: the two go around by way of a third.
        behind("update backline.audit_entry set seq = 900 where workspace_id = '%s' and seq = 3");
        behind("update backline.audit_entry set seq = 3 where workspace_id = '%s' and seq = 4");
        behind("update backline.audit_entry set seq = 4 where workspace_id = '%s' and seq = 900");
        assertThat(compare(kept)).isEqualTo(Verdict.BROKEN);
        behind("delete from backline.audit_entry where workspace_id = '%s' and seq = 3");
        assertThat(compare(kept)).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void whatWasChangedOrIsOfAnotherIsToldApart() {
        String kept = fillAndTake();
        assertThat(compare("nothing of it")).isEqualTo(Verdict.NO_CHECKPOINT);
        assertThat(compare("")).isEqualTo(Verdict.NO_CHECKPOINT);
        assertThat(compare(kept.replace("\n6\n", "\n5\n"))).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(compare(kept.substring(0, kept.indexOf("—")))).isEqualTo(Verdict.NO_CHECKPOINT);
        assertThat(compare(kept.replace("backline.audit/", "backline.audit/f")))
                .isEqualTo(Verdict.OTHER_HOUSE);
        WorkspaceId other = WorkspaceId.next();
        assertThat(
                        core.inWorkspace(
                                        other,
                                        account,
                                        () -> checkpoints.compare(AuditChain.WORKSPACE, kept))
                                .verdict())
                .isEqualTo(Verdict.OTHER_CHAIN);
        assertThat(checkpoints.compare(AuditChain.INSTANCE, kept).verdict())
                .isEqualTo(Verdict.OTHER_CHAIN);
        assertThat(checkpoints.chainOf(kept)).hasValue(workspace.value());
    }

    @Test
    void writersAndTakersDoNotDisturbEachOther() throws Exception {
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        write(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                all.add(threads.submit(() -> writeOrTake(number, taken)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(taken)
                .hasSize(10)
                .allSatisfy(kept -> assertThat(compare(kept)).isEqualTo(Verdict.FITS));
    }

    @Test
    void anEmptyChainHasNoCheckpointAndNoBeginning() {
        assertThat(in(() -> checkpoints.take(AuditChain.WORKSPACE))).isEmpty();
        assertThat(in(() -> checkpoints.standing(AuditChain.WORKSPACE)).since()).isEmpty();
    }

    private void writeOrTake(int number, ConcurrentLinkedQueue<String> taken) {
        if (number % 4 == 0) {
            in(() -> checkpoints.take(AuditChain.WORKSPACE)).ifPresent(it -> taken.add(it.note()));
            return;
        }
        write(1);
    }

    private String fillAndTake() {
        write(SIZE);
        return in(() -> checkpoints.take(AuditChain.WORKSPACE)).orElseThrow().note();
    }

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            in(
                    () -> {
                        audit.record(AuditEvent.of("crm.changed").with("number", "1"));
                        return true;
                    });
        }
    }

    private Verdict compare(String kept) {
        return in(() -> checkpoints.compare(AuditChain.WORKSPACE, kept)).verdict();
    }

    private <T> T in(Callable<T> work) {
        return core.inWorkspace(workspace, account, work);
    }

    private void behind(String sql) {
        core.behind().sql(sql.formatted(workspace)).update();
    }
}
