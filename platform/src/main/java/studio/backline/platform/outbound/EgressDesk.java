package studio.backline.platform.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;
import studio.backline.platform.outbound.ledger.EgressLedger;

/** What left this server, for whoever runs it. It may be some seconds behind. */
public final class EgressDesk {

    /** So far back it can tell, in days of UTC with the one that is on. */
    public static final int KEPT_DAYS = EgressLedger.KEPT_DAYS;

    /** The most lines at once. */
    public static final int MOST = 1_000;

    /** Stands for hosts and purposes of a caller that has more of them than are told apart. */
    public static final String OTHERS = EgressLedger.OTHERS;

    /** One look at the rows of these days, whose key begins with the day. */
    private static final String REPORT =
            """
            with line as (
                select caller, host, purpose, refused_for, sum(calls) as calls,
                    sum(refusals) as refusals, sum(failures) as failures,
                    sum(bytes_out) as bytes_out, sum(bytes_in) as bytes_in,
                    max(last_at) as last_at
                from backline.egress where day >= ?
                group by caller, host, purpose, refused_for)
            select line.*, count(*) over () as all_lines, sum(calls) over () as all_calls,
                sum(refusals) over () as all_refusals, sum(failures) over () as all_failures,
                sum(bytes_out) over () as all_bytes_out, sum(bytes_in) over () as all_bytes_in
            from line order by %s caller, host, purpose, refused_for limit ?
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EgressDesk(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What comes first. */
    public enum Order {
        /** What was tried last. */
        NEWEST("last_at desc,"),
        /** What went out and came in most. */
        LARGEST("bytes_out + bytes_in desc,"),
        /** What was refused, and what failed. */
        REFUSED("refusals desc, failures desc, last_at desc,");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Tells of some days.
     *
     * @param days so many with the one that is on, in UTC; up to {@link #KEPT_DAYS}
     * @param most lines, up to {@link #MOST}
     */
    public EgressReport report(int days, Order order, int most) {
        within("days", days, KEPT_DAYS);
        within("lines", most, MOST);
        LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days - 1L);
        ResultSetExtractor<EgressReport> told = rows -> report(since, rows);
        return Objects.requireNonNull(
                transaction.execute(
                        status -> jdbc.sql(query(order)).params(since, most).query(told)));
    }

    static String query(Order order) {
        return REPORT.formatted(order.sql);
    }

    private static void within(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "From 1 to %d %s are told of at once, not %d.".formatted(most, what, number));
        }
    }

    private static EgressReport report(LocalDate since, ResultSet rows) throws SQLException {
        List<Line> lines = new ArrayList<>();
        Sums total = Sums.NONE;
        long all = 0;
        while (rows.next()) {
            lines.add(line(rows));
            total = sums(rows, "all_");
            all = rows.getLong("all_lines");
        }
        return new EgressReport(since, total, List.copyOf(lines), all);
    }

    private static Line line(ResultSet row) throws SQLException {
        String rule = row.getString("refused_for");
        return new Line(
                row.getString("caller"),
                row.getString("host"),
                row.getString("purpose"),
                Arrays.stream(Rule.values()).filter(each -> each.name().equals(rule)).findFirst(),
                sums(row, ""),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }

    private static Sums sums(ResultSet row, String of) throws SQLException {
        return new Sums(
                row.getLong(of + "calls"),
                row.getLong(of + "failures"),
                row.getLong(of + "refusals"),
                row.getLong(of + "bytes_out"),
                row.getLong(of + "bytes_in"));
    }
}
