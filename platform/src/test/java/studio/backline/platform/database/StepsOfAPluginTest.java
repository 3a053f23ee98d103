package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;

/** A plugin's steps do as they like in its schema, and reach nothing around and after them. */
class StepsOfAPluginTest {

    private static final PluginId PLUGIN = new PluginId("stepping");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();

    @AfterEach
    void removeSchema() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    /** Else it would be set off, as the admin, by the note of what has run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "add column loot xml default query_to_xml('select 1', true, true, '')",
                "add column loot text generated always as (lower(script)) stored",
                "alter installed_on set default clock_timestamp()",
                "add check (query_to_xml('select 1', true, true, '') is not null)",
                "enable row level security"
            })
    void aStepDoesNotChangeTheHistory(String change) {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));

        assertThat(
                        CatalogueLintTest.refusal(
                                Schemas.songsAnd(PLUGIN, "alter table schema_history " + change)))
                .containsExactly("'schema_history' is not as the house makes it.");

        assertThatCode(() -> FIXTURE.schemas().migrate(Schemas.songs(PLUGIN)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    reset role                                        | cannot set parameter "role" within security-definer function
                    set role backline_owner                           | cannot set parameter "role" within security-definer function
                    do $$ begin execute 'reset role'; end $$          | cannot set parameter "role" within security-definer function
                    select set_config('role', 'none', false)          | cannot set parameter "role" within security-definer function
                    create role intruder                              | permission denied to create role
                    create table public.intruder (id uuid)            | permission denied for schema public
                    create schema intruder                            | permission denied for database
                    create table backline_api.intruder (id uuid)      | permission denied for schema backline_api
                    select count(*) from backline.workspace           | permission denied for schema backline
                    commit                                            | EXECUTE of transaction commands is not implemented
                    """)
    void aMigrationCannotLeaveItsSchema(String sql, String reason) {
        assertThatThrownBy(() -> FIXTURE.schemas().migrate(Schemas.songsAnd(PLUGIN, sql)))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining(reason);
    }

    /** Each leaves something that statements after it would set off, and tidies up at last. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                create function pg_temp.grab() returns boolean language plpgsql as
                    'begin reset role; grant backline_platform to p_stepping; return true; end';
                create temp view pg_namespace as
                    select * from pg_catalog.pg_namespace where pg_temp.grab();
                grant select on pg_temp.pg_namespace to public
                """,
                """
                create function grab() returns trigger language plpgsql as
                    'begin reset role; grant backline_platform to p_stepping; return new; end';
                create trigger grab before insert on schema_history
                    for each row execute function grab()
                ---
                drop trigger grab on schema_history; drop function grab()
                """,
                """
                create or replace function pg_temp.backline_migrate(varchar) returns void
                    language plpgsql as
                    'begin reset role; grant backline_platform to p_stepping; end'
                ---
                select 1
                """,
                """
                declare grab cursor with hold for
                    select set_config('role', 'backline_backup', true),
                           1 / (current_user <> 'backline_backup')::int
                """
            })
    void whatAStepLeavesBehindIsNotRunByTheAdmin(String steps) throws SQLException {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        List<SqlMigration> all = new ArrayList<>(Schemas.songs(PLUGIN).migrations());
        for (String sql : steps.split("---")) {
            all.add(new SqlMigration(String.valueOf(all.size() + 1), "more", sql));
        }
        PluginSchema sound = Schemas.songs(PLUGIN);

        FIXTURE.schemas().migrate(new PluginSchema(PLUGIN, all, sound.tables(), sound.searches()));

        try (Connection admin = FIXTURE.database().openAdmin();
                Statement statement = admin.createStatement();
                ResultSet member =
                        statement.executeQuery(
                                "select pg_has_role('p_stepping', 'backline_platform', 'member')")) {
            assertThat(member.next()).isTrue();
            assertThat(member.getBoolean(1)).isFalse();
        }
    }

    /** The driver would find its names taken, and the lint read other words than it knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "do $$ begin for n in 1 .. 99 loop"
                        + " execute format('prepare \"S_%s\" as select 1', n); end loop; end $$",
                "set quote_all_identifiers = on"
            })
    void whatAStepPreparesOrSetsMeansNothingAfterIt(String sql) {
        assertThatCode(() -> FIXTURE.schemas().migrate(Schemas.songsAnd(PLUGIN, sql)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeClearedAwayAfterAStepIsToldInWords() {
        String sql =
                """
                create temp table one (id int primary key);
                create temp table other (one int references one deferrable initially deferred);
                insert into one values (1);
                insert into other values (1)
                """;

        assertThat(CatalogueLintTest.refusal(Schemas.songsAnd(PLUGIN, sql)))
                .singleElement()
                .asString()
                .startsWith("A migration leaves in its session what cannot be cleared away. ")
                .contains("pending trigger events", "set constraints all immediate");
    }

    /** The operator, the log and the author of the plugin may not see rows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter table song alter title type date using title::date   | does not fit what it is to become
                    alter table song alter title type varchar(9)               | (22001)
                    alter table song add constraint brief check (title = '')   | the rule of 'brief' (23514)
                    create unique index twice on song (title)                  | the rule of 'twice' (23505)
                    create table a as select to_tsquery(title) from song       | the code 42601
                    do $$ begin raise '%', (select min(title) from song); end $$ | the code P0001
                    do $$ begin raise '%', (select min(title) from song) using errcode = '42P07'; end $$ | the code 42P07
                    """)
    void whatAMigrationMeetsInARowIsToldWithoutTheRow(String sql, String told) {
        String rows =
                """
                insert into song values (gen_random_uuid(), gen_random_uuid(), 'Anna Smith, 12'),
                    (gen_random_uuid(), gen_random_uuid(), 'Anna Smith, 12');
                """;

        assertThat(CatalogueLintTest.refusal(Schemas.songsAnd(PLUGIN, rows + sql)))
                .singleElement()
                .asString()
                .startsWith("The migration '2 more' failed. ")
                .contains(told, "run on a copy of the data")
                .doesNotContain("Anna");
    }
}
