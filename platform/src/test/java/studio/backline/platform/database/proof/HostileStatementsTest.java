package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.Schemas;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;

/**
 * What somebody who can have any statement run on a plugin's pool tries: it is refused, or shows
 * and changes nothing of another workspace, and leaves nothing for whoever borrows the connection
 * next.
 */
class HostileStatementsTest {

    private static final PluginId PLUGIN = new PluginId("statements");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final WorkspaceId A = WorkspaceId.next();
    private static final WorkspaceId B = WorkspaceId.next();
    private static final String OURS = "cnryours01";
    private static final String THEIRS = "cnrytheirs";

    /** All connections that the pool can have. */
    private static final int CONNECTIONS = 3;

    private static PluginPool pool;
    private static DataSource source;

    @BeforeAll
    static void aSongInEach() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        pool = FIXTURE.schemas().open(PLUGIN);
        source = pool.dataSource();
        insert(A, OURS);
        insert(B, THEIRS);
        FIXTURE.superuser().execute("analyze p_statements.song");
    }

    @AfterAll
    static void removeSchema() {
        pool.close();
        FIXTURE.schemas().drop(PLUGIN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    reads accounts               | select email from backline.account                                  | permission denied for schema backline
                    reads the key of contexts    | select inner_block from backline.context_key                        | permission denied for schema backline
                    reads tickets                | select ticket from backline.ticket                                  | permission denied for schema backline
                    reads by the core's type     | select null::backline.account                                       | permission denied for schema backline
                    queries as XML               | select query_to_xml('select email from backline.account', true, true, '') | permission denied for schema backline
                    reads a table as XML         | select table_to_xml('p_statements.song', true, true, '')            |
                    reads the schema as XML      | select schema_to_xml('p_statements', true, true, '')                |
                    reads statistics             | select most_common_vals::text, histogram_bounds::text from pg_stats where tablename = 'song' |
                    reads raw statistics         | select stavalues1::text from pg_statistic                           | permission denied for table pg_statistic
                    reads passwords              | select rolpassword from pg_authid                                   | permission denied for table pg_authid
                    reads what others ask        | select query from pg_stat_activity                                  |
                    reads a file                 | select pg_read_file('PG_VERSION')                                   | permission denied for function pg_read_file
                    copies from a program        | copy song from program 'id'                                         | permission denied to COPY to or from an external program
                    copies to a file             | copy song to '/tmp/loot'                                            | permission denied to COPY to a file
                    asks what was planned        | explain (analyze, verbose) select * from song                       |
                    asks with a talkative filter | create function pg_temp.tell(t text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice 'told %', t; return true; end $$; select title from song where pg_temp.tell(title) |
                    asks with a talkative operator | create function pg_temp.told(t text, u text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice 'told %', t; return true; end $$; create operator pg_temp.=== (function = pg_temp.told, leftarg = text, rightarg = text); select title from song where title operator(pg_temp.===) 'x' |
                    asks with a failing cast     | select title from song where title::integer > 0                     | invalid input syntax for type integer: "cnryours01"
                    turns row security off       | set local row_security = off; select title from song                | query would be affected by row-level security policy
                    shows a ticket of its own making | set local backline.ticket = 'loot'; select title from song      |
                    shows none                   | reset backline.ticket; select title from song                       |
                    puts a view before the caller | create temp view caller_workspace as select gen_random_uuid() as workspace; set local search_path = pg_temp, p_statements; select title from song |
                    puts a table before its own  | create temp table song as select * from p_statements.song; select title from song |
                    becomes its owner            | set role p_statements_owner                                         | permission denied to set role
                    becomes the core             | set role backline_platform                                          | permission denied to set role
                    becomes another session      | set session authorization backline_platform                         | permission denied to set session authorization
                    grants itself                | grant p_statements_owner to p_statements                            | permission denied to grant role
                    lets itself past             | alter role p_statements bypassrls                                   | permission denied to alter role
                    drops a policy               | drop policy tenant on song                                          | must be owner of relation song
                    adds a policy                | create policy more on song using (true)                             | must be owner of table song
                    alters a table               | alter table song no force row level security                        | must be owner of table song
                    hangs on a trigger           | create trigger t before insert on song for each row execute function suppress_redundant_updates_trigger() | permission denied for table song
                    hangs on a rule              | create rule r as on insert to song do instead nothing               | must be owner of table song
                    grants what it has           | grant select on song to public                                      |
                    makes a table                | create table loot (id uuid)                                         | permission denied for schema p_statements
                    makes a function             | create function loot() returns integer language sql return 1        | permission denied for schema p_statements
                    makes a view of its own eyes | create temp view loot as select * from song; select title from loot |
                    keeps rows at hand           | create temp table loot on commit preserve rows as select * from song |
                    keeps a cursor               | declare loot cursor with hold for select title from song            |
                    keeps a prepared statement   | do $$ begin if not exists (select from pg_prepared_statements where name = 'loot') then execute 'prepare loot as select title from p_statements.song'; end if; end $$ |
                    keeps a lock                 | select pg_advisory_lock(4712)                                       |
                    listens                      | listen loot                                                         |
                    stops triggers               | set session_replication_role = replica                              | permission denied to set parameter "session_replication_role"
                    logs what others say         | set log_statement = 'all'                                           | permission denied to set parameter "log_statement"
                    makes an extension           | create extension dblink                                             | permission denied to create extension
                    makes roles                  | create role loot                                                    | permission denied to create role
                    makes schemas                | create schema loot                                                  | permission denied for database
                    """)
    void isRefusedOrShowsNothing(String name, String sql, @Nullable String refusal)
            throws SQLException {
        if (refusal == null) {
            String shown = asA(sql);
            assertThat(shown).doesNotContain(THEIRS);
        } else {
            assertThatThrownBy(() -> asA(sql))
                    .hasMessageContaining(refusal)
                    .hasMessageNotContaining(THEIRS);
        }
        assertThat(titles(B)).containsExactly(THEIRS);
        assertThat(titles(A)).containsExactly(OURS);
        assertThat(lint()).isEmpty();
    }

    @Test
    void endsNoSessionOfOthers() throws SQLException {
        try (Connection other = FIXTURE.admin().open();
                Statement asked = other.createStatement();
                ResultSet pid = asked.executeQuery("select pg_backend_pid()")) {
            assertThat(pid.next()).isTrue();
            String ending = "select pg_terminate_backend(%d)".formatted(pid.getInt(1));
            assertThatThrownBy(() -> asA(ending))
                    .hasMessageContaining("permission denied to terminate process");
            assertThat(other.isValid(5)).isTrue();
        }
    }

    /**
     * Where the next borrower is of another workspace: a kept plan is asked on their own behalf.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    rows at hand         | create temp table loot on commit preserve rows as select * from song | select title from loot  | relation "loot" does not exist
                    a cursor             | declare loot cursor with hold for select title from song             | fetch all from loot     | cursor "loot" does not exist
                    a prepared statement | do $$ begin if not exists (select from pg_prepared_statements where name = 'loot') then execute 'prepare loot as select title from p_statements.song'; end if; end $$ | execute loot |
                    a setting            | select set_config('my.loot', (select title from song), false)        | select current_setting('my.loot') || 'x' |
                    a search path        | create temp table song as select * from p_statements.song; set search_path = pg_temp, p_statements | select title from song where title = 'cnryours01' |
                    a ticket             | select set_config('backline.ticket', current_setting('backline.ticket'), false) | select title from song where title = 'cnryours01' |
                    """)
    void leavesNothingForTheNext(String name, String sql, String next, @Nullable String refusal)
            throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            asA(sql);
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            String said;
            try {
                said = DatabaseFixture.as(DatabaseFixture.owner(B), () -> answer(next));
            } catch (IllegalStateException refused) {
                said = String.valueOf(refused.getMessage());
            }
            assertThat(said).doesNotContain(OURS);
            if (refusal != null) {
                assertThat(said).contains(refusal);
            }
        }
    }

    /** A plan that was made for one caller serves the next with their own rows. */
    @Test
    void aKeptPlanServesEachCallerWithTheirOwn() {
        for (int i = 0; i < 12; i++) {
            assertThat(titles(i % 2 == 0 ? A : B)).containsExactly(i % 2 == 0 ? OURS : THEIRS);
        }
    }

    private static String asA(String sql) throws SQLException {
        try {
            return DatabaseFixture.as(DatabaseFixture.owner(A), () -> answer(sql));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** All that comes back: rows, and what is said besides. Committed. */
    private static String answer(String sql) {
        StringBuilder text = new StringBuilder();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                boolean rows = statement.execute(sql);
                while (rows || statement.getUpdateCount() >= 0) {
                    if (rows) {
                        read(statement.getResultSet(), text);
                    }
                    rows = statement.getMoreResults();
                }
                for (SQLWarning said = statement.getWarnings();
                        said != null;
                        said = said.getNextWarning()) {
                    text.append(said.getMessage()).append('\n');
                }
            }
            connection.commit();
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void read(ResultSet rows, StringBuilder text) throws SQLException {
        while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(rows.getString(i)).append('\n');
            }
        }
    }

    private static List<String> lint() throws SQLException {
        try (Connection admin = FIXTURE.database().openAdmin()) {
            admin.setAutoCommit(false);
            return SchemaMigrator.lint(admin, SchemaTarget.of(Schemas.songs(PLUGIN))).stream()
                    .map(SchemaFinding::toString)
                    .toList();
        }
    }

    private static List<String> titles(WorkspaceId workspace) {
        return DatabaseFixture.in(
                workspace,
                source,
                jdbc -> jdbc.sql("select title from p_statements.song").query(String.class).list());
    }

    private static void insert(WorkspaceId workspace, String title) {
        DatabaseFixture.in(
                workspace,
                source,
                jdbc ->
                        jdbc.sql("insert into song (id, title) values (?, ?)")
                                .params(UUID.randomUUID(), title)
                                .update());
    }
}
