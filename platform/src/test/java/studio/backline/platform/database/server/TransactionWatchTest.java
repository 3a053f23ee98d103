package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.schema.Names;

/** A plugin's transaction ends, whatever the plugin set; nobody else's does. */
@ExtendWith(OutputCaptureExtension.class)
class TransactionWatchTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final PluginId PLUGIN = new PluginId("stays-long");
    private static final String ANYTHING = "select * from backline_api.caller";

    @BeforeAll
    static void makeRole() {
        FIXTURE.schemas().migrate(new PluginSchema(PLUGIN, List.of(), List.of(), List.of()));
    }

    @AfterAll
    static void removeRole() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    @Test
    void aTransactionThatLastsTooLongIsEndedAndTheLogSaysWhose(CapturedOutput log)
            throws SQLException {
        try (Connection plugin = open(PLUGIN.schema());
                Connection core = open(Names.PLATFORM);
                TransactionWatch watch =
                        new TransactionWatch(FIXTURE.database(), Duration.ofMillis(1))) {
            run(plugin, "set transaction_timeout = 0");
            run(plugin, "set idle_in_transaction_session_timeout = 0");
            run(plugin, "set application_name = 'nobody'");
            run(plugin, ANYTHING);
            run(core, ANYTHING);
            awaitAge(core);

            watch.look();

            assertThatThrownBy(() -> run(plugin, ANYTHING)).isInstanceOf(SQLException.class);
            run(core, ANYTHING);
            assertThat(log)
                    .contains("plugin with the role '%s'".formatted(PLUGIN.schema()))
                    .contains("backline.database.longest-transaction-minutes")
                    .doesNotContain(Names.PLATFORM);
        }
    }

    @Test
    void aTransactionWithinItsTimeGoesOn() throws SQLException {
        try (Connection plugin = open(PLUGIN.schema());
                TransactionWatch watch =
                        new TransactionWatch(FIXTURE.database(), Duration.ofHours(1))) {
            run(plugin, ANYTHING);

            watch.look();

            run(plugin, ANYTHING);
        }
    }

    /** Until both transactions are older than the watch allows, by the clock that counts. */
    private static void awaitAge(Connection core) throws SQLException {
        try (Statement statement = core.createStatement()) {
            boolean old = false;
            while (!old) {
                try (ResultSet row =
                        statement.executeQuery(
                                "select clock_timestamp() > transaction_timestamp() + interval '5 ms'")) {
                    row.next();
                    old = row.getBoolean(1);
                }
            }
        }
    }

    private static Connection open(String role) throws SQLException {
        Connection connection = FIXTURE.database().openAs(role);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
