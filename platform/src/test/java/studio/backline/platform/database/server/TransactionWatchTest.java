package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.database.server.PluginRole.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.schema.Names;

/** A plugin's transaction ends, whatever the plugin set; nobody else's does. */
@ExtendWith(OutputCaptureExtension.class)
class TransactionWatchTest {

    @RegisterExtension static final PluginRole PLUGIN = new PluginRole("stays-long");

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final String ANYTHING = "select * from backline_api.caller";

    @Test
    void aTransactionThatLastsTooLongIsEndedAndTheLogSaysWhose(CapturedOutput log)
            throws SQLException {
        try (Connection plugin = PLUGIN.open();
                Connection core = PluginRole.open(Names.PLATFORM);
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
                    .contains("plugin with the role '%s'".formatted(PLUGIN.name()))
                    .contains("backline.database.longest-transaction-minutes")
                    .doesNotContain(Names.PLATFORM);
        }
    }

    @Test
    void aTransactionWithinItsTimeGoesOn() throws SQLException {
        try (Connection plugin = PLUGIN.open();
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
}
