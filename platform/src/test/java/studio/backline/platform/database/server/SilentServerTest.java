package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.faults.FaultyLine;

/** The database's machine has lost its power: no word comes, and no end of the connection. */
class SilentServerTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private FaultyLine line;
    private ContextDataSource pool;

    @BeforeEach
    void open() throws Exception {
        URI server = URI.create(FIXTURE.database().url().substring("jdbc:".length()));
        line = new FaultyLine(server.getPort());
        String through =
                FIXTURE.database().url().replace(":" + server.getPort(), ":" + line.port());
        PGSimpleDataSource connections =
                new DatabaseAddress(through, "nobody", "")
                        .as(
                                Names.PLATFORM,
                                Roles.password(DatabaseFixture.SECRETS, Names.PLATFORM));
        ContextSigner signer =
                new ContextSigner(
                        DatabaseFixture.SECRETS.secret(
                                "database.context", ContextSigner.KEY_BYTES));
        pool =
                new Pools(Optional::empty, signer, SILENCE)
                        .open(connections, Names.CORE, Names.CORE, 1);
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        line.close();
    }

    @Test
    void aThreadThatWaitsForItIsFreeAgainAndSoIsItsPlace() throws Exception {
        assertThat(setting("tcp_keepalives_idle")).isEqualTo("30");
        line.silent(true);
        long begun = System.nanoTime();
        assertThatThrownBy(() -> setting("tcp_user_timeout")).isInstanceOf(SQLException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);

        line.silent(false);
        assertThat(setting("tcp_user_timeout")).isEqualTo("60000");
        assertThat(setting("lock_timeout")).isEqualTo("30s");
    }

    private String setting(String name) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("select current_setting(?)")) {
                statement.setString(1, name);
                ResultSet row = statement.executeQuery();
                row.next();
                return row.getString(1);
            } finally {
                connection.rollback();
            }
        }
    }
}
