package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.schema.Names;

/** A transaction gets its ticket whatever it is like, and none outlives what it was taken in. */
class TicketTest {

    private static final PluginId PLUGIN = new PluginId("ticket");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final String WORKSPACE = "select backline_api.current_workspace()";
    private static final String ACCOUNT = "select backline_api.current_account()";

    private static PluginPool pool;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final Caller caller = DatabaseFixture.owner(workspace);
    private Connection connection;

    @BeforeAll
    static void makeSchema() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        pool = FIXTURE.schemas().open(PLUGIN);
    }

    @AfterAll
    static void removeSchema() {
        pool.close();
        FIXTURE.schemas().drop(PLUGIN);
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = pool.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void aTransactionThatOnlyReadsHasItsWorkspace() throws SQLException {
        connection.setReadOnly(true);

        assertThat(as(caller, WORKSPACE)).isEqualTo(workspace.toString());
        assertThat(as(caller, "show transaction_read_only")).isEqualTo("on");
    }

    @Test
    void aTransactionThatFailedAtItsFirstStatementStaysFailed() {
        assertThatThrownBy(() -> as(caller, "select 1 / 0")).hasMessageContaining("division");
        assertThatThrownBy(() -> as(caller, WORKSPACE)).hasMessageContaining("aborted");
    }

    @Test
    void whoComesLateIntoATransactionThatIsUndoneComesIntoTheNext() throws SQLException {
        assertThat(read(WORKSPACE)).isNull();
        assertThat(as(caller, WORKSPACE)).isEqualTo(workspace.toString());
        connection.rollback();

        assertThat(as(caller, WORKSPACE)).isEqualTo(workspace.toString());
        connection.commit();
        assertThat(read(WORKSPACE)).isNull();
    }

    @Test
    void anotherAccountOfTheWorkspaceTakesOverAndASavepointKeepsIt() throws SQLException {
        AccountId account = AccountId.next();
        Caller another = new Caller(workspace, Optional.of(account), Role.MEMBER);
        assertThat(as(caller, ACCOUNT)).isNull();
        Savepoint before = as(another, c -> c.setSavepoint());
        assertThat(as(another, ACCOUNT)).isEqualTo(account.toString());
        connection.rollback(before);

        assertThat(as(another, ACCOUNT)).isEqualTo(account.toString());
        assertThat(as(another, WORKSPACE)).isEqualTo(workspace.toString());
        connection.rollback();
        assertThat(as(another, ACCOUNT)).isEqualTo(account.toString());
    }

    @Test
    void aPluginLeavesTheTicketsOfOtherSessionsAlone() throws SQLException {
        try (Connection behind = FIXTURE.database().openAdmin();
                Statement owner = behind.createStatement()) {
            owner.execute("set role " + Names.OWNER);
            // As if its session had ended: a plugin that looked before it began sees it so.
            owner.execute(
                    "insert into backline.ticket values"
                            + " ('other', -2, 'x', now(), gen_random_uuid())");
            as(caller, "select backline_api.open_session()");
            connection.commit();

            assertThat(owner.executeUpdate("delete from backline.ticket where pid = -2")).isOne();
        }
    }

    private @Nullable String as(Caller somebody, String query) throws SQLException {
        return this.<@Nullable String>as(somebody, _ -> read(query));
    }

    private <T extends @Nullable Object> T as(Caller somebody, Asking<T> asking)
            throws SQLException {
        try {
            return DatabaseFixture.as(
                    somebody,
                    () -> {
                        try {
                            return asking.ask(connection);
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    });
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private @Nullable String read(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What is asked of the connection on somebody's behalf. */
    @FunctionalInterface
    private interface Asking<T extends @Nullable Object> {
        T ask(Connection connection) throws SQLException;
    }
}
