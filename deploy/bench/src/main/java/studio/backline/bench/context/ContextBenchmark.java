package studio.backline.bench.context;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginPool;

/** A plugin's pool against one that knows of no workspaces, on the same table. */
public final class ContextBenchmark implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 11;
    private static final long MILLIS = 500;
    private static final int POOL = 3;
    private static final int STATEMENTS = 10;
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final String BOUND = "select title from song where id = ?";
    private static final String UNBOUND = BOUND + " and workspace_id = ?";

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
        try (PluginPool pool = workbench.server().pluginSchemas().open(Ledger.PLUGIN);
                HikariDataSource plain = plainPool(workbench)) {
            Side ours = new Side(workbench, ledger, pool.dataSource(), true);
            Side limit = new Side(workbench, ledger, plain, false);
            for (int clients : new int[] {1, 4}) {
                compare(report, "look-up in a transaction", clients, 1, 0.70, ours, limit);
                compare(
                        report,
                        "transaction of ten statements",
                        clients,
                        STATEMENTS,
                        0.80,
                        ours,
                        limit);
            }
        }
    }

    private static void compare(
            Report report,
            String name,
            int clients,
            int statements,
            double target,
            Side ours,
            Side limit)
            throws Exception {
        Rounds.Pair pair =
                Rounds.alternate(
                        WARM_UP,
                        ROUNDS,
                        () -> Clients.rate(clients, MILLIS, (c, _) -> ours.read(c, statements)),
                        () -> Clients.rate(clients, MILLIS, (c, _) -> limit.read(c, statements)));
        String full = "%s, %d client%s".formatted(name, clients, clients == 1 ? "" : "s");
        report.add(Result.of(full, "/s", pair, Wanted.atLeast(target)));
    }

    private static HikariDataSource plainPool(Workbench workbench) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(workbench.server().database().url());
        connections.setUser(Ledger.UNBOUND);
        connections.setPassword(PASSWORD);
        connections.setCurrentSchema("p_bench");
        connections.setPrepareThreshold(2);
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setMaximumPoolSize(POOL);
        return new HikariDataSource(config);
    }

    /** One of the two ways. */
    private record Side(
            Workbench workbench,
            Ledger ledger,
            boolean bound,
            JdbcClient jdbc,
            TransactionTemplate transaction) {

        Side(Workbench workbench, Ledger ledger, DataSource source, boolean bound) {
            this(
                    workbench,
                    ledger,
                    bound,
                    JdbcClient.create(source),
                    new TransactionTemplate(new JdbcTransactionManager(source)));
        }

        void read(int client, int statements) {
            WorkspaceId workspace = ledger.workspaces().get(client);
            workbench.enter(workspace);
            transaction.executeWithoutResult(
                    _ -> {
                        for (int i = 0; i < statements; i++) {
                            look(workspace);
                        }
                    });
        }

        private void look(WorkspaceId workspace) {
            UUID id = Ledger.id(ThreadLocalRandom.current().nextInt(Ledger.ROWS));
            JdbcClient.StatementSpec query =
                    bound
                            ? jdbc.sql(BOUND).param(id)
                            : jdbc.sql(UNBOUND).param(id).param(workspace.value());
            query.query(String.class).single();
        }
    }
}
