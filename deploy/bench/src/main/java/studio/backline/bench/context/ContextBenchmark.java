package studio.backline.bench.context;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.platform.database.PluginPool;

/**
 * A plugin's pool against one that knows of no workspaces, on the same table. What is asked for is
 * measured end to end: requests of several clients to the same servlet, by both. Beneath it stands
 * what the pools do by themselves, for whoever works on them.
 *
 * <p>Rounds are long enough for the steady state: right after the turn, four clients that share
 * three connections, and the scheduler, are in another. Of two clients nobody waits for a
 * connection.
 */
public final class ContextBenchmark implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final long MILLIS = 1_000;
    private static final int POOL = 3;
    private static final int STATEMENTS = 10;
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final String ABOUT =
            """
            A request is one transaction: clients, web server, pool and database share the processors, and the same \
            servlet asks by both roles. The rows of the pool alone have no request around them, so that they show \
            each change of it; with as many clients as processors nobody waits, and the ratio is that of processor \
            time (0170).""";
    private static final String BY_ID = "select title from song where id = ?";
    private static final String LIST = "select title from song where id >= ? order by id limit 50";

    @Override
    public String id() {
        return "context";
    }

    @Override
    public String title() {
        return "Row security and the signed context in each transaction, against the same table without either.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        Ledger ledger = Ledger.make(workbench, PASSWORD);
        try (PluginPool pool = workbench.pluginSchemas().open(Ledger.PLUGIN);
                HikariDataSource unbound = pool(workbench, Ledger.UNBOUND);
                HikariDataSource believed = pool(workbench, Ledger.BELIEVED);
                Entities mapped = new Entities(pool.dataSource());
                Entities unboundMapped = new Entities(unbound)) {
            Reader ours = new BoundReader(workbench, ledger, new Access(pool.dataSource()), BY_ID);
            Reader none = new UnboundReader(ledger, new Access(unbound));
            Reader setting = new BelievedReader(ledger, new Access(believed), BY_ID);
            Reader ourList =
                    new BoundReader(workbench, ledger, new Access(pool.dataSource()), LIST);
            Reader settingList = new BelievedReader(ledger, new Access(believed), LIST);
            Reader hibernate = new BoundMapped(workbench, ledger, mapped);
            Reader hibernateAlone = new UnboundMapped(ledger, unboundMapped);
            report.note(ABOUT);
            endToEnd(report, ours, none, setting);
            lists(report, ourList, settingList);
            for (int clients : new int[] {1, 2, 4}) {
                Comparison comparison = new Comparison(report, "the pool alone, ", clients);
                comparison.run("look-up", 1, ours, none);
                comparison.run("transaction of ten", STATEMENTS, ours, none);
                comparison.run(
                        "transaction of ten by Hibernate", STATEMENTS, hibernate, hibernateAlone);
            }
        }
    }

    private static void endToEnd(Report report, Reader ours, Reader none, Reader setting)
            throws Exception {
        try (WebReader our = new WebReader(ours);
                WebReader bare = new WebReader(none);
                WebReader plain = new WebReader(setting)) {
            for (int clients : new int[] {4, 8}) {
                Comparison comparison = new Comparison(report, "request: ", clients);
                comparison.run("look-up", 1, Wanted.atLeast(0.70), our, bare);
                comparison.run("transaction of ten", STATEMENTS, Wanted.atLeast(0.80), our, bare);
                comparison.run(
                        "look-up, a plain setting as limit", 1, Wanted.atLeast(0.75), our, plain);
                comparison.run(
                        "transaction of ten, a plain setting as limit",
                        STATEMENTS,
                        Wanted.atLeast(0.90),
                        our,
                        plain);
            }
        }
    }

    private static void lists(Report report, Reader ours, Reader setting) throws Exception {
        try (WebReader our = new WebReader(ours);
                WebReader plain = new WebReader(setting)) {
            for (int clients : new int[] {4, 8}) {
                new Comparison(report, "request: ", clients)
                        .run(
                                "list of 50, a plain setting as limit",
                                1,
                                Wanted.atLeast(0.90),
                                our,
                                plain);
            }
        }
    }

    private static HikariDataSource pool(Workbench workbench, String role) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(workbench.server().database().url());
        connections.setUser(role);
        connections.setPassword(PASSWORD);
        connections.setCurrentSchema("p_bench");
        connections.setPrepareThreshold(2);
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setMaximumPoolSize(POOL);
        return new HikariDataSource(config);
    }

    /** The same for a number of clients. */
    private record Comparison(Report report, String where, int clients) {

        void run(String name, int statements, Reader ours, Reader limit) throws Exception {
            run(name, statements, Wanted.nothing(), ours, limit);
        }

        void run(String name, int statements, Wanted wanted, Reader ours, Reader limit)
                throws Exception {
            Rounds.Pair pair =
                    Rounds.alternate(
                            WARM_UP,
                            ROUNDS,
                            () -> Clients.rate(clients, MILLIS, c -> ours.read(c, statements)),
                            () -> Clients.rate(clients, MILLIS, c -> limit.read(c, statements)));
            String full =
                    "%s%s, %d client%s".formatted(where, name, clients, clients == 1 ? "" : "s");
            report.add(Result.of(full, "/s", pair, wanted));
        }
    }

    /** How plugins and the core reach a pool. */
    private record Access(
            JdbcTemplate template, JdbcClient client, TransactionTemplate transaction) {

        Access(DataSource source) {
            this(
                    new JdbcTemplate(source),
                    JdbcClient.create(source),
                    new TransactionTemplate(new JdbcTransactionManager(source)));
        }

        void times(int statements, Runnable work) {
            transaction.executeWithoutResult(
                    _ -> {
                        for (int i = 0; i < statements; i++) {
                            work.run();
                        }
                    });
        }
    }

    private static UUID anyId() {
        return Ledger.id(ThreadLocalRandom.current().nextInt(Ledger.ROWS));
    }

    /** The house: signed context, forced policies. */
    private record BoundReader(Workbench workbench, Ledger ledger, Access access, String sql)
            implements Reader {

        @Override
        public void read(int client, int statements) {
            workbench.enter(ledger.workspaces().get(client));
            access.times(
                    statements,
                    () -> access.client().sql(sql).param(anyId()).query(String.class).list());
        }
    }

    /** No context, no policy: the statement names the workspace. */
    private record UnboundReader(Ledger ledger, Access access) implements Reader {

        @Override
        public void read(int client, int statements) {
            UUID workspace = ledger.workspaces().get(client).value();
            access.times(
                    statements,
                    () ->
                            access.client()
                                    .sql(BY_ID + " and workspace_id = ?")
                                    .params(anyId(), workspace)
                                    .query(String.class)
                                    .list());
        }
    }

    /** The house, through Hibernate. */
    private record BoundMapped(Workbench workbench, Ledger ledger, Entities entities)
            implements Reader {

        @Override
        public void read(int client, int statements) {
            workbench.enter(ledger.workspaces().get(client));
            entities.times(
                    statements,
                    songs ->
                            songs.createQuery(
                                            "select s.title from Song s where s.id = :id",
                                            String.class)
                                    .setParameter("id", anyId())
                                    .getSingleResult());
        }
    }

    /** No context, no policy, through Hibernate. */
    private record UnboundMapped(Ledger ledger, Entities entities) implements Reader {

        @Override
        public void read(int client, int statements) {
            UUID workspace = ledger.workspaces().get(client).value();
            entities.times(
                    statements,
                    songs ->
                            songs.createQuery(
                                            "select s.title from Song s where s.id = :id and s.workspaceId = :workspace",
                                            String.class)
                                    .setParameter("id", anyId())
                                    .setParameter("workspace", workspace)
                                    .getSingleResult());
        }
    }

    /**
     * A policy that believes a setting, sent as the house sends its own: with the transaction's
     * first statement.
     */
    private record BelievedReader(Ledger ledger, Access access, String sql) implements Reader {

        private static final String FIRST = "select set_config('bench.workspace', ?, true);";

        @Override
        public void read(int client, int statements) {
            String workspace = ledger.workspaces().get(client).toString();
            access.transaction()
                    .executeWithoutResult(
                            _ -> {
                                access.template().execute(FIRST + sql, reading(workspace));
                                for (int i = 1; i < statements; i++) {
                                    access.client()
                                            .sql(sql)
                                            .param(anyId())
                                            .query(String.class)
                                            .list();
                                }
                            });
        }

        private static PreparedStatementCallback<List<String>> reading(String workspace) {
            return statement -> {
                statement.setString(1, workspace);
                statement.setObject(2, anyId());
                statement.execute();
                statement.getMoreResults();
                List<String> titles = new ArrayList<>();
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        titles.add(rows.getString(1));
                    }
                }
                return titles;
            };
        }
    }
}
