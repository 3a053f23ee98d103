package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** A release does not run on what a newer one has migrated, and says which one that was. */
class UpgradedDatabaseTest {

    private static final String STEPS = "select count(*) from backline.schema_history";

    private final DatabaseFixture roles = DatabaseFixture.shared();
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        assertThat(roles).isNotNull();
        database = TestPostgres.shared().newDatabase("upgraded");
        start();
    }

    @AfterEach
    void dropDatabase() {
        TestPostgres.shared().drop(database);
    }

    @Test
    void a_database_of_a_newer_release_is_refused_with_both_named_and_left_as_it_is()
            throws SQLException {
        database.execute(
                """
                insert into backline.schema_history
                    (installed_rank, version, description, type, script, installed_by,
                     execution_time, success)
                select max(installed_rank) + 1, '9001', 'of tomorrow', 'JDBC', 'V9001', 'somebody',
                    1, true
                from backline.schema_history;
                update backline.instance_setting set value = '7.2.0' where name = 'house.release'
                """);
        String before = one(STEPS);

        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        DatabaseFailureException.class,
                        refused -> {
                            assertThat(refused.what())
                                    .contains(database.url())
                                    .contains("at step 9001, of release 7.2.0, and this one,")
                                    .containsPattern("knows steps up to \\d+\\.");
                            assertThat(refused.remedy())
                                    .startsWith("Start the newer one again.")
                                    .contains("bin/backline backup restore");
                        });
        assertThat(one(STEPS)).isEqualTo(before);
        assertThat(release()).isEqualTo("7.2.0");
    }

    @Test
    void the_release_that_has_migrated_it_is_noted() throws SQLException {
        assertThat(release()).isNotEmpty();
        database.execute(
                "update backline.instance_setting set value = '0.0.1' where name = 'house.release'");

        start();

        assertThat(release()).isNotEqualTo("0.0.1");
    }

    private void start() {
        DatabaseServer.external(
                        new DatabaseAddress(
                                database.url(), database.username(), database.password()),
                        DatabaseFixture.SECRETS,
                        Optional::empty)
                .close();
    }

    private String release() throws SQLException {
        return one("select value from backline.instance_setting where name = 'house.release'");
    }

    private String one(String query) throws SQLException {
        try (Connection connection = database.open();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
