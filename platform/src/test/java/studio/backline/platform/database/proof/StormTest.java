package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.Schemas;

/**
 * Whatever happens to transactions and their sessions, each sees and writes its own workspace, and
 * the next on the same connection as well. {@code -Dbackline.storm.seed} runs one again.
 */
class StormTest {

    private static final Logger LOG = LoggerFactory.getLogger(StormTest.class);
    private static final PluginId PLUGIN = new PluginId("storm");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final String TABLE = "p_storm.song";

    private final long seed = Long.getLong("backline.storm.seed", new Random().nextLong());

    @BeforeAll
    static void makeSchema() {
        // It tells of each session that was ended while it was rolled back: hundreds of them.
        if (LoggerFactory.getLogger(TransactionTemplate.class)
                instanceof ch.qos.logback.classic.Logger told) {
            told.setLevel(Level.OFF);
        }
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
    }

    @AfterAll
    static void removeSchema() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    @Test
    void aPluginsPool() throws InterruptedException {
        try (PluginPool pool = FIXTURE.schemas().open(PLUGIN)) {
            stands(new Storm(pool.dataSource(), TABLE, false), 8);
        }
    }

    /**
     * Its transactions begin others beside them, for other workspaces, as jobs and listeners do.
     */
    @Test
    void theCoresPoolWithTransactionsBesideOneAnother() throws InterruptedException {
        stands(new Storm(FIXTURE.platform(), TABLE, true), 4);
    }

    /** The test of the test: SET in place of SET LOCAL is seen, and nothing but that. */
    @Test
    void aContextThatStaysInTheSessionIsNoticed() throws InterruptedException {
        try (NaivePool local = new NaivePool(PLUGIN.schema(), true);
                NaivePool session = new NaivePool(PLUGIN.schema(), false)) {
            stands(new Storm(local, TABLE, false), 4);
            assertThat(new Storm(session, TABLE, false).run(seed, 4, 60))
                    .as("seed %d", seed)
                    .anyMatch(wrong -> wrong.startsWith("Optional.empty saw a row of"));
        }
    }

    private void stands(Storm storm, int threads) throws InterruptedException {
        List<String> wrongs = storm.run(seed, threads, 60);

        LOG.info("Seed {}, ends by number: {}", seed, storm.ends());
        assertThat(wrongs).as("seed %d", seed).isEmpty();
        assertThat(storm.ends())
                .as("seed %d", seed)
                .containsKeys("ended", "57P01", "57014", "22012");
        for (WorkspaceId workspace : storm.workspaces()) {
            List<String> titles =
                    DatabaseFixture.in(
                            workspace,
                            FIXTURE.platform(),
                            jdbc ->
                                    jdbc.sql("select distinct title from " + TABLE)
                                            .query(String.class)
                                            .list());
            assertThat(titles).as("seed %d", seed).containsExactly(workspace.toString());
        }
        long unclaimed =
                DatabaseFixture.in(
                        FIXTURE.platform(),
                        jdbc ->
                                jdbc.sql("select count(*) from " + TABLE)
                                        .query(Long.class)
                                        .single());
        assertThat(unclaimed).as("nobody sees anything afterwards").isZero();
    }
}
