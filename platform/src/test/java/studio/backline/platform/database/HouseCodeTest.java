package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.HouseCode;
import studio.backline.platform.database.server.PreparedDatabase;

/** Code of the core that its migrations do not make is found, and what lies where nothing may. */
class HouseCodeTest {

    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();

    @FunctionalInterface
    private interface Looking {

        List<SchemaFinding> in(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    create function backline_api.peek() returns text language sql security definer set search_path = pg_catalog, backline, pg_temp as 'select email from backline.account' | The function 'backline_api.peek()' is not of the house's making. See whose it is, and take it away as its owner: DROP ROUTINE backline_api.peek().
                    create procedure backline.poke() language sql as 'select 1' | The function 'backline.poke()' is not of the house's making.
                    create view backline_api.seen with (security_barrier = true) as select email from backline.account | The view 'backline_api.seen' is not of the house's making. See whose it is, and take it away as its owner: DROP VIEW backline_api.seen.
                    create or replace view backline_api.caller_workspace with (security_barrier = true) as select c.workspace from backline_api.caller c union all select current_setting('my.ws')::uuid | The view 'backline_api.caller_workspace' is not as the house's migrations make it. Put back what was changed, or bring back a backup.
                    alter view backline_api.caller set (security_invoker = true) | The view 'backline_api.caller' is not as the house's migrations make it.
                    alter view backline_api.caller rename to teller       | There is no view 'backline_api.caller', which the house's migrations make. Bring back a backup.
                    alter function backline_api.enter(text) security invoker | The function 'backline_api.enter(text)' is not as the house's migrations make it.
                    create or replace function backline_api.current_workspace() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as 'select current_setting(''my.ws'')::uuid' | The function 'backline_api.current_workspace()' is not as the house's migrations make it.
                    create schema junk; grant usage on schema junk to public | The schema 'junk' is open to 'PUBLIC', to whom the house does not open it. Run as its owner: REVOKE ALL ON SCHEMA junk FROM PUBLIC.
                    create schema p_junk; grant create on schema p_junk to backline_plugin | The schema 'p_junk' is open to 'backline_plugin'
                    create schema junk; create role p_guest; grant backline_plugin to p_guest; grant usage on schema junk to p_guest | The schema 'junk' is open to 'p_guest'
                    grant usage on schema public to backline_platform     | The schema 'public' is open to 'backline_platform'
                    grant create on schema backline_ext to backline_plugin | Run as its owner: REVOKE CREATE ON SCHEMA backline_ext FROM backline_plugin.
                    create table public.leak (id uuid)                    | 'table public.leak' lies in 'public', where nothing of the house does and a plugin might find it.
                    create function public.leak() returns bigint language sql return 1 | take it away as its owner: DROP routine public.leak().
                    create view backline_ext.leak as select 1 as one      | 'view backline_ext.leak' lies in 'backline_ext'
                    """)
    void codeThatTheMigrationsDoNotMakeIsFound(String change, String finding) throws SQLException {
        assertThat(after(change, HouseCode::look)).anyMatch(found -> found.contains(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    create trigger spill before insert on backline.account for each row execute function suppress_redundant_updates_trigger() | 'account' has the trigger 'spill', which is not of the house's making.
                    grant execute on function backline_api.enter(text) to pg_monitor | The rights on function "backline_api"."enter"(context text) are not the generated ones.
                    """)
    void soIsATriggerOfACoresTableOrWhoElseMayCallAFunction(String change, String finding)
            throws SQLException {
        assertThat(after(change, c -> SchemaMigrator.lint(c, CoreSchema.read()))).contains(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create schema junk; create table junk.kept (id uuid)",
                "create extension citext with schema public"
            })
    void whatNobodyReachesOrAnExtensionBringsIsNoFinding(String change) throws SQLException {
        assertThat(after(change, HouseCode::look)).isEmpty();
    }

    @Test
    void whatAnotherPostgresPrintsOtherwiseIsTheSame() throws SQLException {
        try (Connection admin = FIXTURE.database().openAdmin()) {
            admin.setAutoCommit(false);
            List<String> printedOtherwise =
                    HouseCode.record(admin).stream()
                            .map(line -> line.replace("\\n", "\\n "))
                            .toList();

            assertThat(printedOtherwise).isNotEqualTo(HouseCode.record(admin));
            assertThat(HouseCode.look(admin, printedOtherwise.stream())).isEmpty();
            assertThat(
                            HouseCode.look(
                                    admin,
                                    printedOtherwise.stream()
                                            .map(line -> line.replace("expires_at", "created_at"))))
                    .as("what cannot be made is not the same")
                    .hasSize(2);
        }
    }

    /** After a change that is taken back. */
    private static List<String> after(String change, Looking looking) throws SQLException {
        try (Connection superuser = FIXTURE.superuser().open();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(change);
            List<SchemaFinding> found = looking.in(superuser);
            superuser.rollback();
            return found.stream().map(SchemaFinding::toString).toList();
        }
    }

    @Test
    void aFunctionThatTheMigrationsDoNotMakeKeepsTheServerFromStarting() throws SQLException {
        DatabaseAddress address = FIXTURE.admin();
        ContextSigner signer = new ContextSigner(DatabaseFixture.SECRETS.secret("x", 32));
        FIXTURE.superuser()
                .execute(
                        "set role backline_owner; create function backline_api.peek() returns text"
                                + " language sql security definer set search_path = pg_catalog,"
                                + " backline, pg_temp as 'select email from backline.account';"
                                + " revoke all on function backline_api.peek() from public; grant"
                                + " execute on function backline_api.peek() to backline_platform,"
                                + " backline_plugin, backline_search");
        try {
            assertThatThrownBy(
                            () ->
                                    PreparedDatabase.prepare(
                                            address,
                                            DatabaseFixture.SECRETS,
                                            CoreSchema.read(),
                                            signer))
                    .isInstanceOf(DatabaseFailureException.class)
                    .hasMessageContaining("The function 'backline_api.peek()' is not of the house");
            assertThat(FIXTURE.database().lint()).hasSize(1);
        } finally {
            FIXTURE.superuser().execute("drop function backline_api.peek()");
        }
    }
}
