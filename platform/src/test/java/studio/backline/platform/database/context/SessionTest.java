package studio.backline.platform.database.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.schema.Names;

/** The database's clock decides; where it was put on, a session reads it again. */
class SessionTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final int HOUR_MILLIS = 3_600_000;

    private final Optional<Caller> caller = Optional.of(DatabaseFixture.owner(WorkspaceId.next()));

    @Test
    void aClockThatWasPutOnIsReadAgain() throws SQLException {
        try (Connection connection = FIXTURE.database().openAs(Names.PLATFORM)) {
            Session session = Session.open(slow(connection, 1), signer("database.context"));
            connection.setAutoCommit(false);

            Session.Ticket ticket = session.before(connection, caller);

            assertThat(ticket.text()).isNotEmpty();
            assertThat(session.before(connection, caller)).isSameAs(ticket);
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void whatIsRefusedTwiceIsRefused() throws SQLException {
        try (Connection connection = FIXTURE.database().openAs(Names.PLATFORM)) {
            Session session = Session.open(connection, signer("another"));
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> session.before(connection, caller))
                    .hasMessageContaining("not signed for this session");
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    private static ContextSigner signer(String name) {
        return new ContextSigner(DatabaseFixture.SECRETS.secret(name, ContextSigner.KEY_BYTES));
    }

    /** A connection whose database is an hour behind, as often as said. */
    private static Connection slow(Connection connection, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (Connection)
                Proxy.newProxyInstance(
                        SessionTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")
                                    && left.getAndDecrement() > 0) {
                                return connection.prepareStatement(
                                        "select binding, clock_millis - %d from backline_api.open_session()"
                                                .formatted(HOUR_MILLIS));
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }
}
