package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;

/** Two workspaces in one table: neither reads, changes, takes or removes a row of the other. */
class IsolationTest {

    private static final PluginId PLUGIN = new PluginId("isolation");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final WorkspaceId A = WorkspaceId.next();
    private static final WorkspaceId B = WorkspaceId.next();

    private static PluginPool pool;
    private static DataSource source;

    private final UUID ofA = UUID.randomUUID();
    private final UUID ofB = UUID.randomUUID();

    @BeforeAll
    static void makeSchema() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        pool = FIXTURE.schemas().open(PLUGIN);
        source = pool.dataSource();
    }

    @AfterAll
    static void removeSchema() {
        pool.close();
        FIXTURE.schemas().drop(PLUGIN);
    }

    @BeforeEach
    void aSongInEach() {
        insert(A, ofA, "a song of A");
        insert(B, ofB, "a song of B");
    }

    @Test
    void eachSeesItsOwnRowsOnly() {
        assertThat(titles(A)).contains("a song of A").doesNotContain("a song of B");
        assertThat(titles(B)).contains("a song of B").doesNotContain("a song of A");
    }

    @Test
    void nobodySeesNothing() {
        long seen = DatabaseFixture.in(source, jdbc -> count(jdbc, "song"));

        assertThat(seen).isZero();
    }

    @Test
    void theCoreIsBoundByTheSamePolicy() {
        List<String> seen =
                DatabaseFixture.in(
                        A,
                        FIXTURE.platform(),
                        jdbc ->
                                jdbc.sql("select title from p_isolation.song")
                                        .query(String.class)
                                        .list());

        assertThat(seen).contains("a song of A").doesNotContain("a song of B");
    }

    @Test
    void aRowCannotBeAddedToAnotherWorkspace() {
        refused(
                "insert into song (workspace_id, id, title) values ('%s', '%s', 'x')"
                        .formatted(B, UUID.randomUUID()));
    }

    @Test
    void aRowCannotBeMovedToAnotherWorkspace() {
        refused("update song set workspace_id = '%s' where id = '%s'".formatted(B, ofA));
    }

    @Test
    void anotherWorkspacesRowIsNotChanged() {
        assertThat(updated("update song set title = 'taken' where id = '%s'".formatted(ofB)))
                .isZero();
        assertThat(titles(B)).doesNotContain("taken");
    }

    @Test
    void anotherWorkspacesRowIsNotRemoved() {
        assertThat(updated("delete from song where id = '%s'".formatted(ofB))).isZero();
        assertThat(updated("delete from song where workspace_id = '%s'".formatted(B))).isZero();
        assertThat(titles(B)).contains("a song of B");
    }

    @Test
    void theSameIdInAnotherWorkspaceIsNoConflict() {
        assertThat(
                        updated(
                                "insert into song (id, title) values ('%s', 'mine') on conflict"
                                                .formatted(ofB)
                                        + " (workspace_id, id) do update set title = 'taken'"))
                .isOne();
        assertThat(titles(A)).contains("mine");
        assertThat(titles(B)).contains("a song of B").doesNotContain("taken", "mine");
    }

    @Test
    void aMergeIntoAnotherWorkspaceIsRefused() {
        refused(
                "merge into song s using (values ('%s'::uuid)) v (id) on s.id = v.id".formatted(ofB)
                        + " when not matched then insert (workspace_id, id, title) values ('%s',"
                                .formatted(B)
                        + " v.id, 'x')");
    }

    @Test
    void aChildCannotPointToAnotherWorkspacesParent() {
        refused(
                "insert into verse (id, song_id, words) values ('%s', '%s', 'x')"
                        .formatted(UUID.randomUUID(), ofB));
    }

    @Test
    void lockingAndReturningShowNothingOfAnother() {
        List<UUID> locked =
                DatabaseFixture.in(
                        A,
                        source,
                        jdbc ->
                                jdbc.sql("select id from song for update")
                                        .query(UUID.class)
                                        .list());
        List<UUID> returned =
                DatabaseFixture.in(
                        A,
                        source,
                        jdbc ->
                                jdbc.sql("update song set title = title returning id")
                                        .query(UUID.class)
                                        .list());

        assertThat(locked).contains(ofA).doesNotContain(ofB);
        assertThat(returned).contains(ofA).doesNotContain(ofB);
    }

    @Test
    void copyOutGivesOwnRowsAndCopyInIsRefused() {
        String copied = DatabaseFixture.in(A, source, jdbc -> Copies.out(source, "song"));

        assertThat(copied).contains("a song of A").doesNotContain("a song of B");
        assertThatThrownBy(
                        () ->
                                DatabaseFixture.in(
                                        A,
                                        source,
                                        jdbc ->
                                                Copies.in(
                                                        source,
                                                        "song",
                                                        "%s\t%s\tx\n"
                                                                .formatted(B, UUID.randomUUID()))))
                .hasMessageContaining("COPY FROM not supported with row-level security");
    }

    @Test
    void noTableCanBeTruncatedChangedOrGivenAway() {
        for (String sql :
                List.of(
                        "truncate song",
                        "alter table song disable row level security",
                        "drop policy tenant on song",
                        "create table mine (id uuid)",
                        "set role p_isolation_owner",
                        "set role backline_backup",
                        "set session authorization backline_admin",
                        "select * from backline.context_key",
                        "select * from backline.ticket",
                        "insert into backline.ticket select ticket, 1, 'x', now(), workspace_id from backline.ticket",
                        "select * from backline.workspace")) {
            assertThatThrownBy(() -> DatabaseFixture.in(A, source, jdbc -> jdbc.sql(sql).update()))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(titles(A)).isNotEmpty();
    }

    /** A type of the caller's own in place of one that a function of the owner's names. */
    @Test
    void typesOfTheCallersOwnDoNotServeTheOwnersFunctions() {
        DatabaseFixture.in(
                A,
                source,
                jdbc -> {
                    jdbc.sql(
                                    "create function pg_temp.evil(v pg_catalog.uuid) returns boolean"
                                            + " language plpgsql as $$ begin raise 'evil as %',"
                                            + " current_user; end $$")
                            .update();
                    jdbc.sql(
                                    "create domain pg_temp.uuid as pg_catalog.uuid"
                                            + " check (pg_temp.evil(value))")
                            .update();
                    return jdbc.sql(
                                    "select backline_api.withdraw_subjects(array[]::pg_catalog.uuid[], '')")
                            .query()
                            .listOfRows();
                });
    }

    @Test
    void anotherPluginsTablesAreClosed() {
        PluginId other = new PluginId("isolation-other");
        FIXTURE.schemas().migrate(Schemas.songs(other));
        try {
            assertThatThrownBy(
                            () ->
                                    DatabaseFixture.in(
                                            A,
                                            source,
                                            jdbc ->
                                                    jdbc.sql("select * from p_isolation_other.song")
                                                            .query()
                                                            .listOfRows()))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied for schema p_isolation_other");
        } finally {
            FIXTURE.schemas().drop(other);
        }
    }

    /** What lies beneath sends no context and takes nothing out of a session. */
    @Test
    void thePoolBeneathIsNotHandedOut() {
        assertThatThrownBy(() -> pool.dataSource().unwrap(Closeable.class))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> pool.dataSource().unwrap(HikariDataSource.class))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aStatementOutsideATransactionIsRefused() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select 1"))
                    .isInstanceOf(NoTransactionException.class)
                    .hasMessageContaining("outside a transaction");
        }
    }

    @Test
    void aTransactionStaysInItsWorkspace() {
        assertThatThrownBy(
                        () ->
                                DatabaseFixture.in(
                                        A,
                                        source,
                                        jdbc -> {
                                            count(jdbc, "song");
                                            return DatabaseFixture.as(
                                                    DatabaseFixture.owner(B),
                                                    () -> count(jdbc, "song"));
                                        }))
                .hasStackTraceContaining("belongs to another workspace");
    }

    @Test
    void theSameIdTwiceInOneWorkspaceIsAConflict() {
        assertThatThrownBy(() -> insert(A, ofA, "again")).isInstanceOf(DuplicateKeyException.class);
    }

    private static void insert(WorkspaceId workspace, UUID id, String title) {
        DatabaseFixture.in(
                workspace,
                source,
                jdbc ->
                        jdbc.sql("insert into song (id, title) values (?, ?)")
                                .params(id, title)
                                .update());
    }

    private static List<String> titles(WorkspaceId workspace) {
        return DatabaseFixture.in(
                workspace,
                source,
                jdbc -> jdbc.sql("select title from song").query(String.class).list());
    }

    private static long count(org.springframework.jdbc.core.simple.JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static int updated(String sql) {
        return DatabaseFixture.in(A, source, jdbc -> jdbc.sql(sql).update());
    }

    private static void refused(String sql) {
        assertThatThrownBy(() -> updated(sql)).isInstanceOf(DataAccessException.class);
    }
}
