package studio.backline.platform.database.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.schema.Names;

/** The database's clock is put on while the server serves: nobody is without rows for it. */
class ClockTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final String WORKSPACE = "select backline_api.current_workspace()";
    private static final int HOUR_MILLIS = 3_600_000;

    private final WorkspaceId workspace = WorkspaceId.next();
    private final AtomicReference<Optional<Caller>> caller =
            new AtomicReference<>(Optional.of(DatabaseFixture.owner(workspace)));
    private final AtomicInteger hours = new AtomicInteger();
    private ContextDataSource source;
    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(new Shifted());
        pool.setMaximumPoolSize(1);
        source =
                new ContextDataSource(
                        pool,
                        caller::get,
                        new ContextSigner(
                                DatabaseFixture.SECRETS.secret(
                                        "database.context", ContextSigner.KEY_BYTES)));
        connection = source.getConnection();
        connection.setAutoCommit(false);
        assertThat(plainly()).isEqualTo(workspace.toString());
        connection.commit();
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
        source.close();
    }

    @Test
    void theFirstStatementHasItsWorkspaceHoweverItIsSent() throws SQLException {
        putOn();
        assertThat(prepared()).isEqualTo(workspace.toString());
        connection.commit();

        putOn();
        assertThat(plainly()).isEqualTo(workspace.toString());
        assertThat(prepared()).isEqualTo(workspace.toString());
        connection.commit();

        putOn();
        connection.setAutoCommit(true);
        assertThat(prepared()).isEqualTo(workspace.toString());
        connection.setAutoCommit(false);

        putOn();
        connection.setReadOnly(true);
        assertThat(prepared()).isEqualTo(workspace.toString());
        assertThat(plainly()).isEqualTo(workspace.toString());
    }

    @Test
    void whoComesLateIsToldToBeginAgain() throws SQLException {
        Optional<Caller> late = caller.getAndSet(Optional.empty());
        putOn();
        assertThat(plainly()).isNull();
        caller.set(late);

        assertThatThrownBy(this::plainly).hasMessageContaining("clock was put on");
        connection.rollback();
        assertThat(plainly()).isEqualTo(workspace.toString());
    }

    private void putOn() throws SQLException {
        hours.incrementAndGet();
        try (Connection behind = FIXTURE.superuser().open();
                Statement statement = behind.createStatement()) {
            statement.execute(
                    "update backline.ticket set expires_at = expires_at - interval '1 hour'"
                            + " where workspace_id = '%s'".formatted(workspace));
        }
    }

    private @Nullable String plainly() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WORKSPACE)) {
            row.next();
            return row.getString(1);
        }
    }

    private @Nullable String prepared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WORKSPACE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** Connections to a database whose clock was put on by some hours. */
    private final class Shifted extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = FIXTURE.database().openAs(Names.PLATFORM);
            return (Connection)
                    Proxy.newProxyInstance(
                            ClockTest.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (_, method, arguments) -> {
                                if (method.getName().equals("prepareStatement")) {
                                    arguments[0] = shifted((String) arguments[0]);
                                }
                                try {
                                    return method.invoke(real, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getTargetException();
                                }
                            });
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new SQLException("There is one role.");
        }

        private String shifted(String sql) {
            return sql.replaceAll(
                            "current_timestamp|statement_timestamp\\(\\)",
                            "($0 + interval '%d hours')".formatted(hours.get()))
                    .replace(
                            "select * from backline_api.open_session()",
                            "select binding, clock_millis + %d from backline_api.open_session()"
                                    .formatted((long) hours.get() * HOUR_MILLIS));
        }
    }
}
