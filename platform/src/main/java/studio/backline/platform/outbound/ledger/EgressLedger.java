package studio.backline.platform.outbound.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * What left this server: calls and bytes by day, caller, workspace, host and purpose. Counted in
 * memory and entered every few seconds and at the stop, so that a call does not wait for it; a
 * killed server loses the last seconds' counts.
 */
public class EgressLedger implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EgressLedger.class);
    private static final int ENTER_EVERY_SECONDS = 5;
    private static final String OTHERS = "(others)";
    private static final String ENTER =
            """
            insert into backline.egress as e (day, caller, workspace, host, purpose,
                calls, refusals, failures, bytes_out, bytes_in)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (day, caller, workspace, host, purpose) do update set
                calls = e.calls + excluded.calls, refusals = e.refusals + excluded.refusals,
                failures = e.failures + excluded.failures,
                bytes_out = e.bytes_out + excluded.bytes_out,
                bytes_in = e.bytes_in + excluded.bytes_in
            """;
    private static final UUID INSTANCE = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<EgressAttempt, EgressSums> counts = new ConcurrentHashMap<>();
    private final EgressKinds kinds = new EgressKinds();
    private volatile boolean running;

    public EgressLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where this attempt is counted. */
    public EgressCount count(EgressAttempt attempt) {
        return new EgressCount(this, attempt);
    }

    void add(EgressAttempt attempt, EgressSums sums) {
        counts.merge(
                kinds.isOneOf(attempt, sums, today()) ? attempt : others(attempt.caller()),
                sums,
                EgressSums::plus);
    }

    private static EgressAttempt others(String caller) {
        return new EgressAttempt(caller, Optional.empty(), OTHERS, OTHERS);
    }

    /** Enters what was counted. What cannot be entered stays counted. */
    public synchronized void enter() {
        LocalDate today = today();
        for (EgressAttempt attempt : counts.keySet()) {
            EgressSums sums = counts.remove(attempt);
            if (sums == null) {
                continue;
            }
            try {
                enter(today, attempt, sums);
            } catch (DataAccessException | TransactionException e) {
                counts.merge(attempt, sums, EgressSums::plus);
                throw e;
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The newest entries, by day, then by bytes sent. */
    public List<EgressEntry> latest(int limit) {
        return transaction.execute(
                status ->
                        jdbc.sql(
                                        "select * from backline.egress order by day desc, bytes_out"
                                                + " desc limit ?")
                                .param(limit)
                                .query(EgressLedger::entry)
                                .list());
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("egress-ledger").start(this::keep);
    }

    @Override
    public void stop() {
        running = false;
        attempt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keep() {
        while (running) {
            try {
                TimeUnit.SECONDS.sleep(ENTER_EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            // The stop enters what is left itself; after it there is no database to enter it in.
            if (running) {
                attempt();
            }
        }
    }

    private void attempt() {
        try {
            enter();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The ledger of what left this server could not be entered; trying again.", e);
        }
    }

    private void enter(LocalDate day, EgressAttempt attempt, EgressSums sums) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql(ENTER)
                                .params(
                                        day,
                                        attempt.caller(),
                                        attempt.workspace()
                                                .map(WorkspaceId::value)
                                                .orElse(INSTANCE),
                                        attempt.host(),
                                        attempt.purpose())
                                .params(
                                        sums.calls(),
                                        sums.refusals(),
                                        sums.failures(),
                                        sums.bytesOut(),
                                        sums.bytesIn())
                                .update());
    }

    private static EgressEntry entry(ResultSet row, int n) throws SQLException {
        UUID workspace = row.getObject("workspace", UUID.class);
        return new EgressEntry(
                row.getObject("day", LocalDate.class),
                new EgressAttempt(
                        row.getString("caller"),
                        INSTANCE.equals(workspace)
                                ? Optional.empty()
                                : Optional.of(new WorkspaceId(workspace)),
                        row.getString("host"),
                        row.getString("purpose")),
                row.getLong("calls"),
                row.getLong("refusals"),
                row.getLong("failures"),
                row.getLong("bytes_out"),
                row.getLong("bytes_in"));
    }
}
