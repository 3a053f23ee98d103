package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;

/** The first statement of a transaction takes the context along, and behaves as any other. */
class FirstStatementTest {

    private static final PluginId PLUGIN = new PluginId("first");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final String INSERT = "insert into song (id, title) values (?, ?)";

    private static PluginPool pool;
    private static DataSource source;

    private final WorkspaceId workspace = WorkspaceId.next();
    private Connection connection;

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
    void begin() throws SQLException {
        connection = source.getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        connection.setAutoCommit(false);
        connection.rollback();
        connection.close();
    }

    @Test
    void aChangeGivesItsCountAndAReadItsRows() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setObject(1, UUID.randomUUID());
                        insert.setString(2, "one");
                        assertThat(insert.executeUpdate()).isOne();
                    }
                    connection.commit();
                    assertThat(titles()).isEqualTo("one");
                });
    }

    @Test
    void aStatementRunsAgainWithOtherValuesAndInTheNextTransaction() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        for (String title : new String[] {"one", "two", "three", "four"}) {
                            insert.setObject(1, UUID.randomUUID());
                            insert.setString(2, title);
                            assertThat(insert.execute()).isFalse();
                            assertThat(insert.getUpdateCount()).isOne();
                            if (title.equals("two")) {
                                connection.commit();
                            }
                        }
                    }
                    connection.commit();
                    assertThat(titles()).isEqualTo("four,one,three,two");
                });
    }

    @Test
    void valuesThatWereSetServeABatch() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        for (String title : new String[] {"one", "two"}) {
                            insert.setObject(1, UUID.randomUUID());
                            insert.setString(2, title);
                            insert.addBatch();
                        }
                        assertThat(insert.executeBatch()).containsExactly(1, 1);
                    }
                    assertThat(titles()).isEqualTo("one,two");
                });
    }

    @Test
    void aTextThatCanBeReadOnceArrives() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setObject(1, UUID.randomUUID());
                        insert.setCharacterStream(2, new StringReader("read once"));
                        insert.addBatch();
                        insert.executeBatch();
                    }
                    assertThat(titles()).isEqualTo("read once");
                });
    }

    @Test
    void aStatementCanBeDescribedBeforeAndAfterItRan() throws Exception {
        inWorkspace(
                () -> {
                    String query = "select title, id from song where id = ?";
                    try (PreparedStatement read = connection.prepareStatement(query)) {
                        assertThat(read.getMetaData().getColumnCount()).isEqualTo(2);
                        assertThat(read.getParameterMetaData().getParameterCount()).isOne();
                        read.setObject(1, UUID.randomUUID());
                        try (ResultSet rows = read.executeQuery()) {
                            assertThat(rows.next()).isFalse();
                            assertThat(read.getMetaData().getColumnCount()).isEqualTo(2);
                        }
                    }
                });
    }

    @Test
    void rowsThatComeInPortionsAllCome() throws Exception {
        inWorkspace(
                () -> {
                    String query = "select n from generate_series(1, 1000) n";
                    try (PreparedStatement read = connection.prepareStatement(query)) {
                        read.setFetchSize(10);
                        int count = 0;
                        try (ResultSet rows = read.executeQuery()) {
                            while (rows.next()) {
                                count++;
                            }
                        }
                        assertThat(count).isEqualTo(1000);
                    }
                });
    }

    @Test
    void whatHibernateAsksForTakesTheContextAlongAndWhatScrollsDoesNot() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement read = reading(ResultSet.TYPE_FORWARD_ONLY);
                            ResultSet row = read.executeQuery()) {
                        assertThat(read.toString()).contains("backline.ticket");
                        assertThat(row.next()).isTrue();
                        assertThat(row.getString(1)).isEqualTo(workspace.toString());
                    }
                    connection.rollback();
                    try (PreparedStatement read = reading(ResultSet.TYPE_SCROLL_INSENSITIVE);
                            ResultSet row = read.executeQuery()) {
                        assertThat(read.toString()).doesNotContain("backline.ticket");
                        assertThat(row.last()).isTrue();
                        assertThat(row.getString(1)).isEqualTo(workspace.toString());
                    }
                });
    }

    @Test
    void aChangeHasNoRowsAndAReadNoCount() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement read = connection.prepareStatement("select 1")) {
                        assertThatThrownBy(read::executeUpdate).isInstanceOf(SQLException.class);
                    }
                    connection.rollback();
                    String delete = "delete from song";
                    try (PreparedStatement change = connection.prepareStatement(delete)) {
                        assertThatThrownBy(change::executeQuery).isInstanceOf(SQLException.class);
                    }
                });
    }

    @Test
    void afterOneThatFailedTheNextTransactionHasItsContext() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement wrong = connection.prepareStatement("select 1 / 0")) {
                        assertThatThrownBy(wrong::executeQuery).hasMessageContaining("division");
                    }
                    connection.rollback();
                    assertThat(workspaceSeen()).isEqualTo(workspace.toString());
                });
    }

    @Test
    void whatAStatementLeftInTheSessionDoesNotServeTheNextCaller() throws Exception {
        inWorkspace(
                () -> {
                    try (PreparedStatement keep =
                            connection.prepareStatement(
                                    "select set_config('backline.ticket',"
                                            + " current_setting('backline.ticket'), false)")) {
                        keep.executeQuery();
                    }
                    connection.commit();
                });

        assertThat(workspaceSeen()).isNull();
    }

    @Test
    void outsideATransactionAReadHasItsContextAndLeavesNothingBehind() throws Exception {
        connection.setAutoCommit(true);
        inWorkspace(
                () -> {
                    String query = "select backline_api.current_workspace()::text where ? > 0";
                    try (PreparedStatement read = connection.prepareStatement(query)) {
                        for (int again = 1; again < 4; again++) {
                            read.setInt(1, again);
                            try (ResultSet row = read.executeQuery()) {
                                assertThat(row.next()).isTrue();
                                assertThat(row.getString(1)).isEqualTo(workspace.toString());
                            }
                        }
                    }
                });

        connection.setAutoCommit(false);
        WorkspaceId other = WorkspaceId.next();
        inWorkspace(other, () -> assertThat(workspaceSeen()).isEqualTo(other.toString()));
        connection.setAutoCommit(true);
        assertThat(workspaceSeen()).isNull();
    }

    @Test
    void outsideATransactionNothingIsChanged() throws Exception {
        connection.setAutoCommit(true);
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setObject(1, UUID.randomUUID());
                        insert.setString(2, "one");
                        assertThatThrownBy(insert::executeUpdate)
                                .isInstanceOf(NoTransactionException.class)
                                .hasMessageContaining("@Transactional");
                        insert.addBatch();
                        assertThatThrownBy(insert::executeBatch)
                                .isInstanceOf(NoTransactionException.class);
                    }
                    assertThat(titles()).isNull();
                    connection.setAutoCommit(false);
                    assertThat(titles()).isNull();
                });
    }

    @Test
    void aStatementMayRunInATransactionThatItWasNotMadeIn() throws Exception {
        connection.setAutoCommit(true);
        inWorkspace(
                () -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setObject(1, UUID.randomUUID());
                        insert.setString(2, "one");
                        connection.setAutoCommit(false);
                        assertThat(insert.executeUpdate()).isOne();
                    }
                    connection.rollback();
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setObject(1, UUID.randomUUID());
                        insert.setString(2, "two");
                        connection.setAutoCommit(true);
                        assertThatThrownBy(insert::executeUpdate)
                                .isInstanceOf(NoTransactionException.class);
                    }
                    connection.setAutoCommit(false);
                    assertThat(titles()).isNull();
                });
    }

    private void inWorkspace(Work work) throws Exception {
        inWorkspace(workspace, work);
    }

    private static void inWorkspace(WorkspaceId entered, Work work) throws Exception {
        Exception failed =
                DatabaseFixture.as(
                        DatabaseFixture.owner(entered),
                        () -> {
                            try {
                                work.run();
                                return null;
                            } catch (Exception e) {
                                return e;
                            }
                        });
        if (failed != null) {
            throw failed;
        }
    }

    private PreparedStatement reading(int type) throws SQLException {
        return connection.prepareStatement(
                "select backline_api.current_workspace()::text", type, ResultSet.CONCUR_READ_ONLY);
    }

    private String workspaceSeen() throws SQLException {
        return text("select backline_api.current_workspace()::text");
    }

    private String titles() throws SQLException {
        return text("select string_agg(title, ',' order by title) from song");
    }

    private String text(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** Something done with the connection. */
    private interface Work {
        void run() throws Exception;
    }
}
