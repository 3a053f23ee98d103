package studio.backline.platform.identity.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.encryption.Hmac;
import studio.backline.platform.encryption.KeyStore;

/**
 * Makes guessing slow: a delay that doubles with each failure, up to a cap, in rows that every node
 * sees. A try is counted before it is judged, so that many at once gain nothing. There is no lock:
 * a refused try lengthens nothing, and each delay ends.
 */
public final class Throttle {

    /** After so long without a failure all is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /** So many tries of one who has not failed are held up by nobody else's. */
    private static final int FIRST = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final byte[] key;

    /** Over the rows of the instance. */
    public Throttle(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, KeyStore keys) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.key = keys.secret("throttle", 32);
    }

    /**
     * What is counted.
     *
     * @param name of what, such as {@code network:…}
     * @param free failures without a delay
     * @param cap the longest delay
     * @param shared whether strangers elsewhere can drive it up: then it does not hold up the first
     *     tries of one who has not failed yet
     */
    public record Counter(String name, int free, Duration cap, boolean shared) {

        /** One that only whoever fails drives up, or their neighbours. */
        public Counter(String name, int free, Duration cap) {
            this(name, free, cap, false);
        }

        Duration delay(int failures) {
            if (failures <= free) {
                return Duration.ZERO;
            }
            long seconds = 1L << Math.min(20, failures - free - 1);
            return cap.compareTo(Duration.ofSeconds(seconds)) < 0
                    ? cap
                    : Duration.ofSeconds(seconds);
        }
    }

    /**
     * Counts a try as failed, unless one of the counters asks to wait; then nothing is counted.
     *
     * @return how long to wait; zero when the try may go on
     */
    public Duration enter(List<Counter> counters) {
        List<Counter> ordered = inOrder(counters);
        // As the database keeps it: a finer instant is rounded up there and would lie ahead of now.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.execute(
                status -> {
                    Duration longest = longest(ordered, now);
                    if (longest.isZero()) {
                        ordered.forEach(counter -> count(counter, now));
                    }
                    return longest;
                });
    }

    /**
     * What the counters ask for. Somebody who hammers at an account from a thousand places would
     * take each turn that its counter gives; so each network's first tries at it are judged at
     * once.
     */
    private Duration longest(List<Counter> ordered, Instant now) {
        Duration longest = Duration.ZERO;
        Duration shared = Duration.ZERO;
        boolean first = false;
        for (Counter counter : ordered) {
            Row row = row(counter, now);
            Duration asked = row.remaining(counter, now);
            if (counter.shared()) {
                shared = asked.compareTo(shared) > 0 ? asked : shared;
            } else {
                first = first || row.failures() < FIRST;
                longest = asked.compareTo(longest) > 0 ? asked : longest;
            }
        }
        return first || longest.compareTo(shared) > 0 ? longest : shared;
    }

    /** The try was good: these counters begin anew. */
    public void clear(List<Counter> counters) {
        each(counters, "delete from backline.throttle where key = :key");
    }

    /** The try was good: it is taken out of these counters, and what others failed at stays. */
    public void forgive(List<Counter> counters) {
        each(
                counters,
                """
                update backline.throttle
                set failures = greatest(0, failures - 1), blocked_until = failed_at
                where key = :key
                """);
    }

    /** Deletes what is forgotten anyway. */
    public int sweep() {
        Integer swept =
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                """
                                        delete from backline.throttle where key in (
                                            select key from backline.throttle
                                            where failed_at < :then for update skip locked)
                                        """)
                                        .param("then", at(clock.instant().minus(FORGOTTEN)))
                                        .update());
        return swept == null ? 0 : swept;
    }

    private void each(List<Counter> counters, String sql) {
        transactions.executeWithoutResult(
                status ->
                        inOrder(counters)
                                .forEach(
                                        counter ->
                                                jdbc.sql(sql)
                                                        .param("key", hash(counter.name()))
                                                        .update()));
    }

    /** Rows are locked in one order always, so that two tries never wait for each other. */
    private static List<Counter> inOrder(List<Counter> counters) {
        return counters.stream().sorted(Comparator.comparing(Counter::name)).toList();
    }

    private Row row(Counter counter, Instant now) {
        // One statement makes or locks the row: between two, another try's success could delete it.
        return jdbc.sql(
                        """
                        insert into backline.throttle as t
                            (key, failures, failed_at, blocked_until)
                        values (:key, 0, :now, :now)
                        on conflict (key) do update set failures = t.failures
                        returning case when failed_at < :forgotten then 0 else failures end failures,
                            blocked_until
                        """)
                .param("key", hash(counter.name()))
                .param("now", at(now))
                .param("forgotten", at(now.minus(FORGOTTEN)))
                .query(
                        (row, number) ->
                                new Row(
                                        row.getInt("failures"),
                                        row.getObject("blocked_until", OffsetDateTime.class)
                                                .toInstant()))
                .single();
    }

    private record Row(int failures, Instant until) {

        Duration remaining(Counter counter, Instant now) {
            Duration left = Duration.between(now, until);
            // A clock that was set back must not make a delay longer than it may be.
            Duration most = left.compareTo(counter.cap()) > 0 ? counter.cap() : left;
            return most.isNegative() ? Duration.ZERO : most;
        }
    }

    private void count(Counter counter, Instant now) {
        byte[] row = hash(counter.name());
        int failures =
                jdbc.sql(
                                """
                                update backline.throttle
                                set failures = case when failed_at < :forgotten then 1
                                                    else least(failures + 1, 1000) end,
                                    failed_at = :now
                                where key = :key returning failures
                                """)
                        .param("key", row)
                        .param("now", at(now))
                        .param("forgotten", at(now.minus(FORGOTTEN)))
                        .query(Integer.class)
                        .single();
        jdbc.sql("update backline.throttle set blocked_until = :until where key = :key")
                .param("key", row)
                .param("until", at(now.plus(counter.delay(failures))))
                .update();
    }

    private byte[] hash(String name) {
        return Hmac.sha256(key, name.getBytes(StandardCharsets.UTF_8));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
