package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.database.server.PluginRole.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.schema.Names;

/** One at a time, not for ever, and no plugin is waited for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaWorkTest {

    @RegisterExtension static final PluginRole PLUGIN = new PluginRole("in-the-way");

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final DatabaseAddress ADDRESS = FIXTURE.admin();

    @Test
    void aPluginThatReadsInATransactionIsEndedWhereTheSchemaWaitsForIt() throws SQLException {
        try (Connection plugin = PLUGIN.open()) {
            run(plugin, "select * from backline_api.caller");

            SchemaWork.run(
                    ADDRESS,
                    admin -> {
                        run(admin, "set local role " + Names.OWNER);
                        run(admin, "lock table backline.ticket in access exclusive mode");
                    });

            assertThatThrownBy(() -> run(plugin, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theNextWaitsForItsTurnAndSaysForWhom() throws SQLException {
        SchemaWork.run(
                ADDRESS,
                _ ->
                        assertThatThrownBy(
                                        () ->
                                                SchemaWork.run(
                                                        ADDRESS, Duration.ofSeconds(2), _ -> {}))
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("waited 2 s for session")
                                .hasMessageContaining(Superuser.ADMIN));
    }

    @Test
    void aPluginCannotTakeTheTurn() throws SQLException {
        try (Connection plugin = PLUGIN.open()) {
            assertThatThrownBy(() -> run(plugin, SchemaWork.TAKE_TURN))
                    .hasMessageContaining("must be owner of database");

            SchemaWork.run(ADDRESS, Duration.ofSeconds(5), _ -> {});
        }
    }

    @Test
    void whatIsSaidOfTheDatabaseStays() throws SQLException {
        String name =
                DatabaseFixture.in(
                        FIXTURE.platform(),
                        jdbc -> jdbc.sql("select current_database()").query(String.class).single());
        SchemaWork.run(
                ADDRESS,
                admin -> run(admin, "comment on database %s is 'It''s ours'".formatted(name)));
        SchemaWork.run(ADDRESS, _ -> {});

        assertThat(comment()).isEqualTo("It's ours");

        SchemaWork.run(
                ADDRESS, admin -> run(admin, "comment on database %s is null".formatted(name)));
        SchemaWork.run(ADDRESS, _ -> {});
        assertThat(comment()).isEqualTo("none");
    }

    private static String comment() {
        return DatabaseFixture.in(
                FIXTURE.platform(),
                jdbc ->
                        jdbc.sql(
                                        "select coalesce(shobj_description(oid, 'pg_database'), 'none')"
                                                + " from pg_database where datname = current_database()")
                                .query(String.class)
                                .single());
    }
}
