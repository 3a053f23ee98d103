package studio.backline.bench.work;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.bench.Workbench;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.testkit.TestDatabase;

/** Jobs and events that wait in the house's tables, and as many rows in bare ones. */
final class WaitingWork implements AutoCloseable {

    /** Jobs, each of a workspace of its own; events; and rows of each bare table. */
    static final int ROWS = 8_000;

    private static final int CONNECTIONS = 3;
    private static final List<String> ROLES = List.of("p_bench_one", "p_bench_two");
    private static final String LEASE = "interval '60 seconds'";

    private static final String TABLES =
            """
            create schema bench;
            create table bench.job (
                id uuid primary key, plugin_role text not null, type text not null, parameters jsonb not null,
                state text not null default 'PLANNED', tries integer not null default 0, crashes integer not null default 0,
                fence bigint not null default 0, worker text, due_at timestamptz not null default clock_timestamp());
            create index on bench.job (due_at) where state in ('PLANNED', 'RUNNING');
            create table bench.event (like bench.job including all);
            insert into backline.workspace (id, name, slug, created_at)
            select uuidv7(), 'Studio ' || n, 'studio-' || n, now() from generate_series(1, %d) n;
            """;

    private static final String REFILL =
            """
            truncate backline.job, backline.job_stop, backline.event, backline.event_delivery, bench.job, bench.event;
            insert into backline.job (workspace_id, plugin_role, type, parameters, created_by)
            select w.id, (array['p_bench_one', 'p_bench_two'])[1 + row_number() over () %% 2], 'bench.work',
                '{"list": "7"}', null
            from backline.workspace w limit %1$d;
            insert into backline.event (workspace_id, id, type, facts, published_by)
            select w.id, uuidv7(), 'bench.happened', '{"list": "7"}', 'p_bench_one' from backline.workspace w limit %1$d;
            insert into backline.event_delivery (workspace_id, event_id, plugin_role)
            select e.workspace_id, e.id, 'p_bench_two' from backline.event e;
            insert into bench.job (id, plugin_role, type, parameters)
            select j.id, j.plugin_role, j.type, j.parameters from backline.job j;
            insert into bench.event (id, plugin_role, type, parameters)
            select e.id, e.published_by, e.type, e.facts from backline.event e;
            """;

    private static final String BARE =
            """
            with due as (
                select id from bench.%s
                where state in ('PLANNED', 'RUNNING') and due_at <= statement_timestamp()
                order by due_at for update skip locked limit ?)
            update bench.%1$s w
            set state = 'RUNNING', worker = ?, fence = w.fence + 1, due_at = clock_timestamp() + %s
            from due where w.id = due.id
            returning w.id, w.plugin_role, w.type, w.parameters::text, w.fence, w.tries, w.crashes
            """;

    private final Workbench workbench;
    private final ContextDataSource house;
    private final HikariDataSource bare;
    private final Access ours;
    private final Access limit;

    private WaitingWork(Workbench workbench) {
        this.workbench = workbench;
        this.house = workbench.server().openPlatformPool();
        this.bare = pool(workbench);
        this.ours = Access.to(house);
        this.limit = Access.to(bare);
    }

    static WaitingWork make(Workbench workbench) throws SQLException {
        WaitingWork made = new WaitingWork(workbench);
        made.execute(TABLES.formatted(ROWS));
        return made;
    }

    private static HikariDataSource pool(Workbench workbench) {
        TestDatabase database = workbench.databaseOfSuperuser("backline");
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(database.url());
        connections.setUser(database.username());
        connections.setPassword(database.password());
        connections.setPrepareThreshold(2);
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    /** All of it waits again, as if nothing had been claimed before. */
    void refill() throws SQLException {
        execute(REFILL.formatted(ROWS));
        for (String table :
                List.of(
                        "backline.job",
                        "backline.event",
                        "backline.event_delivery",
                        "bench.job",
                        "bench.event")) {
            execute("vacuum (analyze) " + table);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = workbench.openSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a node claims what its places are free for, of both plugins alike. */
    int jobs(int most) {
        String[] places =
                IntStream.rangeClosed(0, most)
                        .mapToObj(place -> ROLES.get(place % ROLES.size()))
                        .toArray(String[]::new);
        return ours.count(
                "select * from backline.claim_jobs(?, " + LEASE + ", ?, ?)",
                "id",
                node(),
                places,
                most);
    }

    int bareJobs(int most) {
        return limit.count(BARE.formatted("job", LEASE), "id", most, node());
    }

    int events(int most) {
        return ours.count(
                "select * from backline.claim_events(?, " + LEASE + ", ?, ?)",
                "event_id",
                node(),
                ROLES.toArray(String[]::new),
                most);
    }

    int bareEvents(int most) {
        return limit.count(BARE.formatted("event", LEASE), "id", most, node());
    }

    private static String node() {
        return Thread.currentThread().getName();
    }

    @Override
    public void close() {
        bare.close();
        house.close();
    }

    /** A pool, as the house uses its own. */
    private record Access(JdbcClient jdbc, TransactionTemplate transaction) {

        static Access to(DataSource source) {
            return new Access(
                    JdbcClient.create(source),
                    new TransactionTemplate(new JdbcTransactionManager(source)));
        }

        int count(String sql, String id, Object... parameters) {
            return Objects.requireNonNull(
                    transaction.execute(
                            status ->
                                    jdbc.sql(sql)
                                            .params(parameters)
                                            .query(
                                                    (row, n) ->
                                                            row.getObject(id, UUID.class)
                                                                    + row.getString("type"))
                                            .list()
                                            .size()));
        }
    }
}
