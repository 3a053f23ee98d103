package studio.backline.platform.outbound.ledger;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.WorkspaceId;

/** The rows of the ledger. */
final class EgressTable {

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** What is longer than its column is cut: one line that fails would hold up all the others. */
    private static final String ADD =
            """
            insert into backline.egress as e (day, caller, workspace, host, purpose, refused_for,
                calls, refusals, failures, bytes_out, bytes_in, last_at)
            values (?, left(?, 80), ?, left(?, 253), left(?, 80), ?, ?, ?, ?, ?, ?, ?)
            on conflict (day, caller, workspace, host, purpose, refused_for) do update set
                calls = e.calls + excluded.calls, refusals = e.refusals + excluded.refusals,
                failures = e.failures + excluded.failures,
                bytes_out = e.bytes_out + excluded.bytes_out,
                bytes_in = e.bytes_in + excluded.bytes_in,
                last_at = greatest(e.last_at, excluded.last_at)
            """;

    /** Nobody writes to days that are over, so that a row stays where it was found. */
    private static final String FORGET =
            """
            with old as (select ctid from backline.egress where day <= ? limit ?)
            delete from backline.egress e using old where e.ctid = old.ctid
            """;

    private static final UUID INSTANCE = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    EgressTable(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void add(LocalDate day, EgressLedger.Kind kind, EgressLedger.Counted counted) {
        EgressAttempt attempt = kind.attempt();
        EgressSums sums = counted.sums();
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql(ADD)
                                .params(
                                        day,
                                        attempt.caller(),
                                        attempt.workspace()
                                                .map(WorkspaceId::value)
                                                .orElse(INSTANCE),
                                        attempt.host(),
                                        attempt.purpose(),
                                        kind.refusedBy().map(Enum::name).orElse(""))
                                .params(
                                        sums.calls(),
                                        sums.refusals(),
                                        sums.failures(),
                                        sums.bytesOut(),
                                        sums.bytesIn(),
                                        counted.last().atOffset(ZoneOffset.UTC))
                                .update());
    }

    /**
     * Takes some rows out.
     *
     * @param last and all days before it
     * @return whether there may be more
     */
    boolean forget(LocalDate last) {
        Integer gone =
                transaction.execute(
                        status -> jdbc.sql(FORGET).params(last, FORGOTTEN_AT_ONCE).update());
        return Objects.requireNonNull(gone) == FORGOTTEN_AT_ONCE;
    }
}
