package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** A database that somebody else runs stays with the keys that it was made with. */
class KeysOfDatabaseTest {

    @TempDir private Path folder;
    private final DatabaseFixture roles = DatabaseFixture.shared();
    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        assertThat(roles).isNotNull();
        database = TestPostgres.shared().newDatabase("keys");
    }

    @AfterEach
    void dropDatabase() {
        TestPostgres.shared().drop(database);
    }

    @Test
    void twoNodesWithTheSameKeysStart() throws Exception {
        start("one");
        String known = known();

        start("one");

        assertThat(known()).isEqualTo(known).matches("[0-9a-f]{32}");
    }

    @Test
    void newKeysOnADatabaseOfOthersStopTheStartAndAreGoneAgain() throws Exception {
        start("one");
        String known = known();

        assertThatThrownBy(() -> start("two"))
                .isInstanceOfSatisfying(
                        KeyStoreRefusedException.class,
                        refused -> {
                            assertThat(refused.what())
                                    .contains(database.url())
                                    .contains("'%s'".formatted(data("two").resolve("keys")))
                                    .contains("'%s'".formatted(root("two")));
                            assertThat(refused.remedy()).contains("from your copies");
                        });

        assertThat(root("two")).doesNotExist();
        assertThat(data("two").resolve("keys")).doesNotExist();
        assertThat(known()).isEqualTo(known);
        Files.move(data("one").resolve("keys"), data("two").resolve("keys"));
        Files.move(root("one"), root("two"));
        start("two");
    }

    @Test
    void whatARecoveryHasPutBackAlreadyIsNotTakenAway() throws Exception {
        start("one");
        WorkspaceId workspace = WorkspaceId.next();
        keys("one").create(workspace);
        Path wrapped = Path.of("keys/workspaces/%s.keys".formatted(workspace));
        Files.createDirectories(data("two").resolve("keys/workspaces"));
        Files.copy(data("one").resolve(wrapped), data("two").resolve(wrapped));

        assertThatThrownBy(() -> start("two")).isInstanceOf(KeyStoreRefusedException.class);

        assertThat(data("two").resolve(wrapped)).exists();
        assertThat(data("two").resolve("keys/instance.keys")).doesNotExist();
    }

    @Test
    void keysThatWereThereStayWhereTheyAre() throws Exception {
        start("one");
        KeyStore.open(root("two"), data("two"));

        assertThatThrownBy(() -> start("two"))
                .isInstanceOf(KeyStoreRefusedException.class)
                .hasMessageContaining("take out those that are there, and keep them");

        assertThat(root("two")).exists();
        assertThat(data("two").resolve("keys/instance.keys")).exists();
    }

    @Test
    void aDatabaseFromBeforeIsTakenByTheKeysThatOpenItAndNoOthers() throws Exception {
        WorkspaceId workspace = WorkspaceId.next();
        start("one");
        String known = known();
        keys("one").create(workspace);
        database.execute(
                "insert into backline.workspace (id, name, slug, created_at)"
                        + " values ('%s', 'One', 'one', now())".formatted(workspace));
        forgetKeys();

        assertThatThrownBy(() -> start("two")).isInstanceOf(KeyStoreRefusedException.class);
        assertThat(known()).isEmpty();

        start("one");
        assertThat(known()).isEqualTo(known);
    }

    @Test
    void aDatabaseFromBeforeWithAccountsOnlyIsNotTakenByNewKeys() throws Exception {
        start("one");
        database.execute(
                "insert into backline.account (id, email, email_key, display_name, created_at)"
                        + " values (uuidv7(), 'a@b.example', 'a@b.example', 'A', now())");
        forgetKeys();

        assertThatThrownBy(() -> start("two")).isInstanceOf(KeyStoreRefusedException.class);
        start("one");
    }

    @Test
    void aDatabaseFromBeforeThatHoldsNothingIsTakenByAnyKeys() throws Exception {
        start("one");
        String known = known();
        forgetKeys();

        start("two");

        assertThat(known()).isNotEmpty().isNotEqualTo(known);
    }

    /** As the server does; the passwords of roles stay those of this run's other tests. */
    private void start(String name) {
        KeyStore store = KeyStore.open(root(name), data(name));
        Secrets sealed =
                new DatabaseConfiguration()
                        .databaseSecrets(store, new WorkspaceKeys(store, e -> {}));
        sealed.password("of-a-start");
        DatabaseServer.external(address(), new SharedRoles(sealed), Optional::empty).close();
    }

    private DatabaseAddress address() {
        return new DatabaseAddress(database.url(), database.username(), database.password());
    }

    private WorkspaceKeys keys(String name) {
        return new WorkspaceKeys(KeyStore.open(root(name), data(name)), event -> {});
    }

    private Path root(String name) {
        return folder.resolve(name + ".key");
    }

    private Path data(String name) {
        return folder.resolve(name);
    }

    private void forgetKeys() {
        database.execute("delete from backline.instance_setting where name = 'encryption.keys'");
    }

    private String known() throws SQLException {
        try (Connection connection = database.open();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select value from backline.instance_setting"
                                                + " where name = 'encryption.keys'")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** Roles belong to the whole cluster, so that their passwords are those of all tests. */
    private record SharedRoles(Secrets sealed) implements Secrets {

        @Override
        public String password(String name) {
            return DatabaseFixture.SECRETS.password(name);
        }

        @Override
        public byte[] secret(String name, int bytes) {
            return DatabaseFixture.SECRETS.secret(name, bytes);
        }

        @Override
        public List<String> names(String prefix) {
            return DatabaseFixture.SECRETS.names(prefix);
        }

        @Override
        public String fingerprint() {
            return sealed.fingerprint();
        }

        @Override
        public boolean mayBelongTo(Collection<WorkspaceId> workspaces) {
            return sealed.mayBelongTo(workspaces);
        }

        @Override
        public RuntimeException refuseKeysOfAnother(String database) {
            return sealed.refuseKeysOfAnother(database);
        }

        @Override
        public void forget(String name) {
            DatabaseFixture.SECRETS.forget(name);
        }
    }
}
