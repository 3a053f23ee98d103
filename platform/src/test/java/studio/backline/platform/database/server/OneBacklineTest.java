package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.Secrets;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** Roles belong to the whole cluster: a second Backline would shut the first one out. */
class OneBacklineTest {

    private static final TestDatabase MAINTENANCE = TestPostgres.shared().maintenance();
    private static final String ADMIN_PASSWORD = DatabaseFixture.SECRETS.password("admin");
    private static final Secrets ANOTHERS = new AnothersSecrets();

    private final DatabaseFixture first = DatabaseFixture.shared();
    private final String name = "second_" + UUID.randomUUID().toString().substring(24);

    @BeforeEach
    void makeDatabases() throws SQLException {
        make(name);
        make(name + "_too");
        DatabaseServer.external(address(name), DatabaseFixture.SECRETS, Optional::empty).close();
    }

    @AfterEach
    void dropDatabases() {
        drop(name);
        drop(name + "_too");
    }

    @Test
    void aSecondBacklineIsRefusedBeforeItTakesTheRolesOfTheFirst() {
        assertThatThrownBy(
                        () ->
                                DatabaseServer.external(
                                        address(name + "_too"), ANOTHERS, Optional::empty))
                .isInstanceOfSatisfying(
                        DatabaseFailureException.class,
                        refused -> {
                            assertThat(refused)
                                    .hasMessageContaining("cluster already holds a Backline");
                            assertThat(refused.remedy()).contains("a cluster of its own");
                        });

        // Its password is the one that it was.
        assertThatCode(() -> first.database().openPlatform().close()).doesNotThrowAnyException();
    }

    @Test
    void itIsRememberedWhereItMovedToWhileThatDatabaseExists() {
        assertThatThrownBy(() -> ExternalServer.check(address(name + "_too"), ANOTHERS))
                .hasMessageContaining("in the database '%s'.".formatted(name));
        ExternalServer.check(address(name), ANOTHERS);

        drop(name);
        ExternalServer.check(address(name + "_too"), ANOTHERS);
    }

    private static void make(String database) throws SQLException {
        try (Connection connection = MAINTENANCE.open()) {
            Superuser.prepare(connection, database, ADMIN_PASSWORD);
        }
    }

    private static void drop(String database) {
        MAINTENANCE.execute("drop database if exists %s with (force)".formatted(database));
    }

    private static DatabaseAddress address(String database) {
        String url = TestPostgres.shared().database(database).url();
        return new DatabaseAddress(url, Superuser.ADMIN, ADMIN_PASSWORD);
    }

    private record AnothersSecrets() implements Secrets {

        @Override
        public String password(String name) {
            return "of another: " + name;
        }

        @Override
        public byte[] secret(String name, int bytes) {
            return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), bytes);
        }

        @Override
        public List<String> names(String prefix) {
            return List.of();
        }

        @Override
        public String fingerprint() {
            return password("fingerprint");
        }

        @Override
        public boolean mayBelongTo(Collection<WorkspaceId> workspaces) {
            return true;
        }

        @Override
        public RuntimeException refuseKeysOfAnother(String database) {
            return new IllegalStateException("Made with other keys: " + database);
        }

        @Override
        public void forget(String name) {
            throw new IllegalStateException("Nothing of " + name + " was made.");
        }
    }
}
