package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Three connections, many threads and workspaces, transactions that end in every way: each sees and
 * writes its own workspace only, and nothing of one stays for the next.
 */
class PoolTortureTest {

    private static final Logger LOG = LoggerFactory.getLogger(PoolTortureTest.class);
    private static final PluginId PLUGIN = new PluginId("torture");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final int THREADS = 8;
    private static final int ROUNDS = 150;

    private static PluginPool pool;
    private static DataSource source;

    private final List<WorkspaceId> workspaces =
            List.of(WorkspaceId.next(), WorkspaceId.next(), WorkspaceId.next());

    @BeforeAll
    static void makeSchema() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        pool = FIXTURE.schemas().open(PLUGIN);
        source = pool.dataSource();
    }

    @AfterAll
    static void removeSchema() {
        pool.close();
        FIXTURE.schemas().drop(PLUGIN);
    }

    @Test
    void noRowIsEverSeenOrWrittenInAnotherWorkspace() throws Exception {
        long seed = new Random().nextLong();
        LOG.info("Seed of this run: {}", seed);
        List<Callable<String>> works = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            works.add(() -> work(random));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<String> done : threads.invokeAll(works)) {
                assertThat(done.get()).as("seed %d", seed).isEmpty();
            }
        }

        // The title says who wrote it: the row must lie where its writer was.
        List<String> strays = new ArrayList<>();
        try (Connection superuser = FIXTURE.superuser().open();
                Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select title from p_torture.song where title <> workspace_id::text")) {
            while (rows.next()) {
                strays.add(rows.getString(1));
            }
        }
        assertThat(strays).as("seed %d", seed).isEmpty();
    }

    /** What went wrong; empty when nothing did. */
    private String work(Random random) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            WorkspaceId workspace = workspaces.get(random.nextInt(workspaces.size()));
            boolean nobody = random.nextInt(6) == 0;
            String wrong =
                    nobody
                            ? transaction(random, "")
                            : DatabaseFixture.as(
                                    DatabaseFixture.owner(workspace),
                                    () -> transaction(random, workspace.toString()));
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String transaction(Random random, String workspace) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            String wrong = steps(random, workspace, connection);
            switch (random.nextInt(4)) {
                case 0 -> connection.rollback();
                case 1 -> fail(connection);
                case 2 -> {
                    // Closed in the middle: the pool has to end the transaction.
                }
                default -> connection.commit();
            }
            return wrong;
        } catch (SQLException e) {
            return e.toString();
        }
    }

    private static String steps(Random random, String workspace, Connection connection)
            throws SQLException {
        if (!workspace.isEmpty()) {
            insert(connection, workspace);
        }
        if (random.nextInt(3) == 0) {
            Savepoint savepoint = connection.setSavepoint();
            if (!workspace.isEmpty()) {
                insert(connection, workspace);
            }
            if (random.nextBoolean()) {
                connection.rollback(savepoint);
            }
        }
        if (random.nextInt(4) == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set timezone = 'Pacific/Kiritimati'");
                statement.execute("create temporary table leftover (id integer)");
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select distinct workspace_id::text from song union all"
                                        + " select 'timezone' where false")) {
            while (rows.next()) {
                if (!rows.getString(1).equals(workspace)) {
                    return "'%s' saw a row of %s".formatted(workspace, rows.getString(1));
                }
            }
        }
        return "";
    }

    @Test
    void noRequestWaitsForEverForALock() {
        for (DataSource each : List.of(FIXTURE.platform(), source)) {
            String waits =
                    DatabaseFixture.in(
                            each,
                            jdbc -> jdbc.sql("show lock_timeout").query(String.class).single());
            assertThat(waits).isEqualTo("30s");
        }
    }

    @Test
    void nothingOfTheSessionStaysForTheNext() throws SQLException {
        for (int round = 0; round < 5; round++) {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    try (ResultSet zone = statement.executeQuery("show timezone")) {
                        zone.next();
                        assertThat(zone.getString(1)).isNotEqualTo("Pacific/Kiritimati");
                    }
                    statement.execute("create temporary table leftover (id integer)");
                    statement.execute("set timezone = 'Pacific/Kiritimati'");
                    statement.execute("select pg_advisory_lock(4711)");
                }
                connection.commit();
            }
        }
        try (Connection superuser = FIXTURE.superuser().open();
                Statement statement = superuser.createStatement();
                ResultSet locks =
                        statement.executeQuery(
                                "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711")) {
            locks.next();
            assertThat(locks.getInt(1)).isZero();
        }
    }

    @Test
    void aContextSetForTheSessionServesNobodyAfterwards() throws SQLException {
        WorkspaceId workspace = workspaces.getFirst();
        DatabaseFixture.as(
                DatabaseFixture.owner(workspace),
                () -> {
                    try (Connection connection = source.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection, workspace.toString());
                        try (Statement statement = connection.createStatement()) {
                            statement.execute(
                                    "select set_config('backline.ticket',"
                                            + " current_setting('backline.ticket'), false)");
                        }
                        connection.commit();
                        return "";
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });

        for (int round = 0; round < 4; round++) {
            Long seen =
                    DatabaseFixture.in(
                            source,
                            jdbc ->
                                    jdbc.sql("select count(*) from song")
                                            .query(Long.class)
                                            .single());
            assertThat(seen).isZero();
        }
    }

    private static void insert(Connection connection, String workspace) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into song (id, title) values (?, ?)")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, workspace);
            statement.executeUpdate();
        }
    }

    private static void fail(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 / 0");
        } catch (SQLException e) {
            connection.rollback();
        }
    }
}
