package studio.backline.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.Names;

/**
 * Only what the server signed, for this session and this minute, is worth a ticket; only a ticket
 * of this session names a workspace.
 */
class SignedContextTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final ContextSigner SIGNER = new ContextSigner(key("database.context"));
    private static final WorkspaceId WORKSPACE = WorkspaceId.next();
    private static final AccountId ACCOUNT = AccountId.next();
    private static final Caller CALLER = new Caller(WORKSPACE, Optional.of(ACCOUNT), Role.MANAGER);

    @Test
    void aSignedContextNamesWorkspaceAndAccount() throws SQLException {
        try (Connection connection = platform()) {
            enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(60)));

            assertThat(workspace(connection)).isEqualTo(WORKSPACE.value());
            assertThat(uuid(connection, "select backline_api.current_account()"))
                    .isEqualTo(ACCOUNT.value());
        }
    }

    @Test
    void theHostsOwnWorkHasNoAccount() throws SQLException {
        try (Connection connection = platform()) {
            Caller host = DatabaseFixture.owner(WORKSPACE);
            enter(connection, SIGNER.sign(host, binding(connection), inSeconds(60)));

            assertThat(workspace(connection)).isEqualTo(WORKSPACE.value());
            assertThat(uuid(connection, "select backline_api.current_account()")).isNull();
        }
    }

    @Test
    void withoutAContextThereIsNoWorkspace() throws SQLException {
        try (Connection connection = platform()) {
            assertThat(workspace(connection)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "|||||",
                "0000000000000000000000000000000000000000000000000000000000000000"
                        + "7fffffffffffffff|0199a000-0000-7000-8000-000000000000|"
                        + "00000000-0000-0000-0000-000000000000|OWNER|",
                "drop table x; --||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||",
                "Ünïcode \\\\ %s ' \" $$ ……………………………………………………………………………………………………………………………………………………………………"
            })
    void garbageIsNoContextAndNoTicket(String garbage) throws SQLException {
        try (Connection connection = platform()) {
            assertRefused(connection, garbage);
            show(connection, garbage);

            assertThat(workspace(connection)).isNull();
        }
    }

    @Test
    void anExpiredContextIsWorthNothing() throws SQLException {
        try (Connection connection = platform()) {
            assertRefused(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(-1)));
        }
    }

    @Test
    void anExpiredContextCannotBeProlonged() throws SQLException {
        try (Connection connection = platform()) {
            String late = SIGNER.sign(CALLER, binding(connection), inSeconds(-1));
            assertRefused(
                    connection, late.substring(0, 64) + "7fffffffffffffff" + late.substring(80));
        }
    }

    @Test
    void aTicketServesTransactionsThatBeganInItsTimeToTheirEnd() throws SQLException {
        try (Connection connection = platform();
                Connection behind = FIXTURE.database().openAdmin()) {
            enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(60)));
            connection.setAutoCommit(false);
            uuid(connection, "select gen_random_uuid()");
            asOwner(behind, "update backline.ticket set expires_at = clock_timestamp()");

            assertThat(workspace(connection)).isEqualTo(WORKSPACE.value());
            connection.commit();
            assertThat(workspace(connection)).isNull();
        }
    }

    @Test
    void aTicketOfAnotherSessionIsWorthNothing() throws SQLException {
        try (Connection one = platform();
                Connection other = platform()) {
            String ticket = enter(one, SIGNER.sign(CALLER, binding(one), inSeconds(60)));
            show(other, ticket);

            assertThat(workspace(other)).isNull();
            assertThat(workspace(one)).isEqualTo(WORKSPACE.value());
        }
    }

    @Test
    void aTicketOfAnotherRoleIsWorthNothing() throws SQLException {
        try (Connection connection = platform();
                Connection behind = FIXTURE.database().openAdmin()) {
            String ticket =
                    enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(60)));
            // As if a plugin's session had ended, and this one had its number.
            asOwner(
                    behind,
                    "update backline.ticket set role = 'p_crm' where ticket = '" + ticket + "'");

            assertThat(workspace(connection)).isNull();
        }
    }

    @Test
    void aNewSessionHasNoneOfTheTicketsOfAnEarlierOneWithItsNumber() throws SQLException {
        try (Connection connection = platform()) {
            enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(60)));
            try (Statement statement = connection.createStatement()) {
                statement.execute("select backline_api.open_session()");
            }

            assertThat(workspace(connection)).isNull();
        }
    }

    @Test
    void ticketsOfSessionsThatHaveEndedGoWhenANewOneOpens() throws SQLException {
        try (Connection connection = platform();
                Connection behind = FIXTURE.database().openAdmin()) {
            String ticket =
                    enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(60)));
            // A number that no process can have.
            asOwner(behind, "update backline.ticket set pid = -1 where ticket = '" + ticket + "'");
            try (Statement statement = connection.createStatement()) {
                statement.execute("select backline_api.open_session()");
            }

            try (Statement statement = behind.createStatement();
                    ResultSet left =
                            statement.executeQuery("select from backline.ticket where pid = -1")) {
                assertThat(left.next()).isFalse();
            }
        }
    }

    @Test
    void functionsOfTheCallersOwnDoNotServeTheCheck() throws SQLException {
        try (Connection connection = platform();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create function pg_temp.starts_with(text, text) returns boolean language sql"
                            + " return true");
            statement.execute(
                    "create function pg_temp.current_setting(text, boolean) returns text language"
                            + " sql return 'x'");
            statement.execute("set search_path = pg_temp, pg_catalog");
            String signed = SIGNER.sign(CALLER, binding(connection), inSeconds(60));
            assertRefused(connection, "0".repeat(64) + signed.substring(64));

            enter(connection, signed);
            assertThat(workspace(connection)).isEqualTo(WORKSPACE.value());
        }
    }

    @Test
    void aContextSignedWithAnotherKeyIsWorthNothing() throws SQLException {
        try (Connection connection = platform()) {
            ContextSigner forger = new ContextSigner(key("another"));
            assertRefused(connection, forger.sign(CALLER, binding(connection), inSeconds(60)));
        }
    }

    @Test
    void aChangedContextIsWorthNothing() throws SQLException {
        try (Connection connection = platform()) {
            String signed = SIGNER.sign(CALLER, binding(connection), inSeconds(60));
            assertRefused(
                    connection,
                    signed.replace(WORKSPACE.toString(), WorkspaceId.next().toString()));
        }
    }

    @Test
    void aContextOfAnotherConnectionIsWorthNothing() throws SQLException {
        try (Connection one = platform();
                Connection other = platform()) {
            assertRefused(other, SIGNER.sign(CALLER, binding(one), inSeconds(60)));
        }
    }

    @Test
    void aContextOfAnotherRoleIsWorthNothing() throws SQLException {
        try (Connection connection = platform()) {
            String ours = HexFormat.of().formatHex(binding(connection));
            String platform = HexFormat.of().formatHex(Names.PLATFORM.getBytes(UTF_8));
            String plugin = HexFormat.of().formatHex("p_crm".getBytes(UTF_8));
            byte[] theirs = HexFormat.of().parseHex(ours.replace(platform, plugin));
            assertThat(theirs).isNotEqualTo(binding(connection));
            assertRefused(connection, SIGNER.sign(CALLER, theirs, inSeconds(60)));
        }
    }

    @Test
    void aTicketIsGoodForAMinuteAtMost() throws SQLException {
        try (Connection connection = platform();
                Connection behind = FIXTURE.database().openAdmin()) {
            String ticket =
                    enter(connection, SIGNER.sign(CALLER, binding(connection), inSeconds(3600)));

            try (PreparedStatement late =
                    behind.prepareStatement(
                            "select ticket from backline.ticket"
                                    + " where expires_at > now() + interval '1 minute'")) {
                asOwner(behind, "select 1");
                try (ResultSet rows = late.executeQuery()) {
                    assertThat(rows.next()).as(ticket).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"context_key", "ticket"})
    void keyAndTicketsAreClosedToRolesAtRunTime(String table) throws SQLException {
        try (Connection connection = platform()) {
            assertThatThrownBy(() -> uuid(connection, "select 1 from backline." + table))
                    .hasMessageContaining("permission denied for table " + table);
        }
    }

    private static Connection platform() throws SQLException {
        return FIXTURE.database().openAs(Names.PLATFORM);
    }

    private static byte[] key(String name) {
        return DatabaseFixture.SECRETS.secret(name, ContextSigner.KEY_BYTES);
    }

    private static long inSeconds(int seconds) {
        return System.currentTimeMillis() + seconds * 1000L;
    }

    private static byte[] binding(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "select namesend(session_user) || int4send(pg_backend_pid())"
                                        + " || timestamptz_send(pg_postmaster_start_time())");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static String enter(Connection connection, String context) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select backline_api.enter(?)")) {
            statement.setString(1, context);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                show(connection, row.getString(1));
                return row.getString(1);
            }
        }
    }

    private static void assertRefused(Connection connection, String context) throws SQLException {
        assertThatThrownBy(() -> enter(connection, context))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        assertThat(workspace(connection)).isNull();
    }

    private static void show(Connection connection, String ticket) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config('backline.ticket', ?, false)")) {
            statement.setString(1, ticket);
            statement.execute();
        }
    }

    private static void asOwner(Connection behind, String sql) throws SQLException {
        try (Statement statement = behind.createStatement()) {
            statement.execute("set role " + Names.OWNER);
            statement.execute(sql);
        }
    }

    /** What functions and defaults take for it, and policies. */
    private static @Nullable UUID workspace(Connection connection) throws SQLException {
        UUID workspace = uuid(connection, "select backline_api.current_workspace()");
        assertThat(uuid(connection, "select (select workspace from backline_api.caller_workspace)"))
                .isEqualTo(workspace);
        return workspace;
    }

    private static @Nullable UUID uuid(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }
}
