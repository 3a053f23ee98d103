package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void aNewDatabaseIsPostgres18InTheBuiltinLocale() throws SQLException {
        TestDatabase database = TestPostgres.shared().newDatabase("locale");

        assertThat(ask(database, "show server_version_num")).startsWith("18");
        assertThat(
                        ask(
                                database,
                                "select datlocprovider::text || ' ' || datlocale from pg_database"
                                        + " where datname = current_database()"))
                .isEqualTo("b C.UTF-8");
        TestPostgres.shared().drop(database);
    }

    @Test
    void aDatabaseFromATemplateHoldsWhatTheTemplateHeld() throws SQLException {
        TestDatabase template = TestPostgres.shared().newDatabase("template");
        template.execute("create table note as select 'kept'::text as text");

        TestDatabase copy = TestPostgres.shared().newDatabase("copy", template.name());

        assertThat(ask(copy, "select text from note")).isEqualTo("kept");
        TestPostgres.shared().drop(copy);
        TestPostgres.shared().drop(template);
        assertThatThrownBy(copy::open).isInstanceOf(SQLException.class);
    }

    @Test
    void aNameThatWouldNeedQuotingIsRefused() {
        assertThatThrownBy(() -> TestPostgres.shared().newDatabase("drop table; "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case");
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
