package studio.backline.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionSystemException;

/** A database that went away is told from a handler's own faults, however it is wrapped. */
class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01", "57P02", "57P03"})
    void a_connection_that_broke_is_one(String state) {
        SQLException broken = new SQLException("gone", state);

        assertThat(Outage.isBehind(new IllegalStateException(broken))).isTrue();
    }

    @Test
    void so_is_one_that_the_pool_does_not_have_or_has_given_up() {
        assertThat(Outage.isBehind(new SQLTransientConnectionException("timed out"))).isTrue();
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void a_rollback_that_fails_hides_none() {
        TransactionSystemException hiding =
                new TransactionSystemException("rollback", new SQLException("of another kind"));
        assertThat(Outage.isBehind(hiding)).isFalse();

        hiding.initApplicationException(
                new IllegalStateException(new SQLException("going", "57P01")));

        assertThat(Outage.isBehind(hiding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40001", "40P01"})
    void what_others_held_or_undid_is_contention_and_no_outage(String state) {
        Exception behind = new IllegalStateException(new SQLException("in vain", state));

        assertThat(Outage.isContention(behind)).isTrue();
        assertThat(Outage.isBehind(behind)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "57P01", "57014", "42501"})
    void nothing_else_is(String state) {
        assertThat(Outage.isContention(new SQLException("refused", state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57014", "42501"})
    void a_statement_that_is_refused_is_none(String state) {
        assertThat(Outage.isBehind(new SQLException("refused", state))).isFalse();
    }
}
