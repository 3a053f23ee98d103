package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.HouseRoles;
import studio.backline.platform.database.server.PreparedDatabase;

/**
 * A role that may more than the house gave it is found, and so is what happened to data at rest.
 */
class RolesLintTest {

    private static final PluginId PLUGIN = new PluginId("resting");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();

    @BeforeAll
    static void makeSchema() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
    }

    @AfterAll
    static void removeSchema() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    @Test
    void theRolesAreAsTheHouseMakesThem() throws SQLException {
        try (Connection admin = FIXTURE.database().openAdmin()) {
            assertThat(HouseRoles.read(admin).core()).isEmpty();
            assertThat(HouseRoles.read(admin).of(PLUGIN)).isEmpty();
        }
        assertThat(FIXTURE.schemas().lint(Set.of())).doesNotContainKey(PLUGIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter role backline_platform bypassrls            | 'backline_platform' has BYPASSRLS, which the house does not give it. Run as a superuser: ALTER ROLE backline_platform NOBYPASSRLS.
                    alter role backline_platform superuser            | 'backline_platform' has SUPERUSER
                    alter role backline_plugin createrole             | 'backline_plugin' has CREATEROLE
                    alter role backline_backup createdb               | 'backline_backup' has CREATEDB
                    alter role backline_search replication            | 'backline_search' has REPLICATION
                    alter role backline_owner login                   | 'backline_owner' has LOGIN
                    grant backline_owner to backline_platform         | 'backline_platform' is a member of 'backline_owner', which the house does not make it. Run as a superuser: REVOKE backline_owner FROM backline_platform.
                    grant backline_plugin to backline_platform        | 'backline_platform' is a member of 'backline_plugin'
                    grant pg_read_all_data to backline_platform       | 'backline_platform' is a member of 'pg_read_all_data'
                    grant p_resting to backline_platform              | 'backline_platform' is a member of 'p_resting'
                    create role stranger; grant backline_backup to stranger | 'stranger' is a member of 'backline_backup'
                    create role p_stranger; grant backline_owner to p_stranger | 'p_stranger' is a member of 'backline_owner'
                    """)
    void whatARoleOfTheCoreGainsIsFound(String change, String finding) throws SQLException {
        assertThat(found(change, HouseRoles::core)).singleElement().asString().contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter role p_resting superuser                    | 'p_resting' has SUPERUSER
                    alter role p_resting bypassrls                    | 'p_resting' has BYPASSRLS
                    alter role p_resting_owner login                  | 'p_resting_owner' has LOGIN
                    grant backline_owner to p_resting                 | 'p_resting' is a member of 'backline_owner'
                    grant p_resting_owner to p_resting                | 'p_resting' is a member of 'p_resting_owner'
                    grant backline_plugin to p_resting with admin option | 'p_resting' is a member of 'backline_plugin'
                    revoke backline_plugin from p_resting; grant pg_monitor to p_resting | 'p_resting' is a member of 'pg_monitor'
                    create role stranger; grant p_resting to stranger | 'stranger' is a member of 'p_resting'
                    """)
    void whatARoleOfAPluginGainsIsFoundWithThePlugin(String change, String finding)
            throws SQLException {
        assertThat(found(change, roles -> roles.of(PLUGIN)))
                .singleElement()
                .asString()
                .contains(finding);
        assertThat(found(change, HouseRoles::core)).isEmpty();
    }

    /** A server of somebody else's has its own administrator, and gives no BYPASSRLS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role backline_search nobypassrls",
                "alter role backline_search bypassrls",
                "create role keeper createrole; grant backline_owner to keeper with admin option",
                "create role p_stranger superuser"
            })
    void whatAnotherServerHasByItselfIsNoFinding(String change) throws SQLException {
        assertThat(found(change, HouseRoles::core)).isEmpty();
        assertThat(found(change, roles -> roles.of(PLUGIN))).isEmpty();
    }

    /** What is found after a change that is taken back. */
    private static List<String> found(
            String change, Function<HouseRoles, List<SchemaFinding>> findings) throws SQLException {
        return after(change, superuser -> findings.apply(HouseRoles.read(superuser)));
    }

    private static List<String> after(String change, Finding finding) throws SQLException {
        try (Connection superuser = FIXTURE.superuser().open();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(change);
            List<SchemaFinding> found = finding.in(superuser);
            superuser.rollback();
            return found.stream().map(SchemaFinding::toString).toList();
        }
    }

    @FunctionalInterface
    private interface Finding {

        List<SchemaFinding> in(Connection connection) throws SQLException;
    }

    @Test
    void aRoleOfTheCoreThatMayMoreKeepsTheServerFromStarting() {
        DatabaseAddress address = FIXTURE.admin();
        ContextSigner signer = new ContextSigner(DatabaseFixture.SECRETS.secret("x", 32));
        FIXTURE.superuser().execute("alter role backline_backup superuser");
        try {
            assertThatThrownBy(
                            () ->
                                    PreparedDatabase.prepare(
                                            address,
                                            DatabaseFixture.SECRETS,
                                            CoreSchema.read(),
                                            signer))
                    .isInstanceOf(DatabaseFailureException.class)
                    .hasMessageContaining("The role 'backline_backup' has SUPERUSER")
                    .hasMessageContaining("Undo what was changed there by hand");
        } finally {
            FIXTURE.superuser().execute("alter role backline_backup nosuperuser");
        }
    }

    @Test
    void aRoleOfAPluginThatMayMoreKeepsThePluginFromStarting() {
        FIXTURE.superuser().execute("grant backline_owner to p_resting");
        try {
            assertThat(CatalogueLintTest.refusal(Schemas.songs(PLUGIN)))
                    .singleElement()
                    .asString()
                    .contains("'p_resting' is a member of 'backline_owner'");
            assertThat(FIXTURE.schemas().lint(Set.of())).containsKey(PLUGIN);
            assertThat(FIXTURE.schemas().lint(Set.of(PLUGIN))).doesNotContainKey(PLUGIN);
        } finally {
            FIXTURE.superuser().execute("revoke backline_owner from p_resting");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter table p_resting.song disable row level security | Row security of 'song' is off.
                    drop policy tenant_wall on p_resting.verse            | The policies of 'verse' are not the generated ones.
                    grant select on p_resting.song to public              | The rights on 'song' are not the generated ones.
                    create table p_resting.other (id uuid)                | The table 'other' is not declared.
                    grant execute on function p_resting.search_song to public | The search function 'search_song' is not the generated one.
                    """)
    void whatIsChangedWhereNoPluginRunsIsFound(String change, String finding) throws SQLException {
        assertThat(after(change, RolesLintTest::atRest)).contains(finding);
    }

    private static List<SchemaFinding> atRest(Connection connection) {
        return SchemaMigrator.lintAtRest(connection, PLUGIN);
    }

    /** A later version generates otherwise; an earlier one did not say of what. */
    @Test
    void ofASchemaOfAnotherVersionOnlyWhatLastsIsCompared() throws SQLException {
        String changes =
                """
                drop policy tenant_wall on p_resting.verse;
                alter table p_resting.song no force row level security;
                """;
        String version =
                """
                do $$ begin
                    execute format('comment on schema p_resting is %L', regexp_replace(
                        obj_description('p_resting'::regnamespace), '[0-9]+', '1'));
                end $$
                """;
        assertThat(after(changes + version, RolesLintTest::atRest))
                .containsExactly("Row security of 'song' is not forced.");
        assertThat(
                        after(
                                changes + "comment on schema p_resting is 'generated 11 0123abcd'",
                                RolesLintTest::atRest))
                .isEmpty();
    }
}
