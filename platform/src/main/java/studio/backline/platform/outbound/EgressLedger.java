package studio.backline.platform.outbound;

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
    private static final int MOST_KINDS = 5_000;
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
    private final Map<EgressAttempt, EgressCount> counts = new ConcurrentHashMap<>();
    private volatile boolean running;

    EgressLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where this kind of attempt is counted. */
    EgressCount count(EgressAttempt attempt) {
        EgressCount known = counts.get(attempt);
        if (known != null) {
            return known;
        }
        // A caller that tries ever other names must not fill the memory.
        EgressAttempt kind =
                counts.size() < MOST_KINDS
                        ? attempt
                        : new EgressAttempt(
                                attempt.caller(), Optional.empty(), OTHERS, attempt.purpose());
        return counts.computeIfAbsent(kind, unknown -> new EgressCount());
    }

    /** Enters what was counted. What cannot be entered stays counted. */
    public synchronized void enter() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (Map.Entry<EgressAttempt, EgressCount> each : counts.entrySet()) {
            EgressCount.Sums sums = each.getValue().take();
            if (sums.none()) {
                continue;
            }
            try {
                enter(today, each.getKey(), sums);
            } catch (DataAccessException | TransactionException e) {
                each.getValue().giveBack(sums);
                throw e;
            }
        }
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

    private void enter(LocalDate day, EgressAttempt attempt, EgressCount.Sums sums) {
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
