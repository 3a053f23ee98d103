package studio.backline.platform.identity.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;

/** The regions of accounts. Takes part in the thread's transaction, or makes one. */
public final class Regions {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Regions(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** What the person has chosen. */
    public Region of(AccountId account) {
        return transactions.execute(
                status ->
                        jdbc.sql("select time_zone, format from backline.account where id = :id")
                                .param("id", account.value())
                                .query((row, number) -> region(row))
                                .optional()
                                .orElse(Region.NONE));
    }

    /** Keeps what the person chooses. */
    public void choose(AccountId account, Region region) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        update backline.account
                                        set time_zone = :zone, format = :format where id = :id
                                        """)
                                .param("zone", region.zone().map(ZoneId::getId).orElse(null))
                                .param(
                                        "format",
                                        region.format().map(Locale::toLanguageTag).orElse(null))
                                .param("id", account.value())
                                .update());
    }

    private static Region region(ResultSet row) throws SQLException {
        return new Region(
                Optional.ofNullable(row.getString("time_zone")).flatMap(Regions::zone),
                Optional.ofNullable(row.getString("format")).map(Locale::forLanguageTag));
    }

    /** A zone that a later Java does not know any more is no reason for a screen to fail. */
    private static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
