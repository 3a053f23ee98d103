package studio.backline.platform.identity.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.SecureTokens;

/** Networks from which an account has signed in before. */
public final class KnownNetworks {

    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** Over the rows of the instance. */
    public KnownNetworks(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the account has signed in from this network of late. */
    public boolean knows(AccountId account, String network) {
        Integer found =
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                """
                                                select count(*) from backline.known_network
                                                where account_id = :account
                                                  and network = :network and seen_at > :since
                                                """)
                                        .param("account", account.value())
                                        .param("network", SecureTokens.digest(network))
                                        .param(
                                                "since",
                                                clock.instant()
                                                        .minus(KEPT)
                                                        .atOffset(ZoneOffset.UTC))
                                        .query(Integer.class)
                                        .single());
        return found != null && found > 0;
    }

    /** The account has signed in from this network. */
    public void remember(AccountId account, String network) {
        transactions.executeWithoutResult(
                status -> {
                    jdbc.sql(
                                    """
                                    insert into backline.known_network
                                        (account_id, network, seen_at)
                                    values (:account, :network, :now)
                                    on conflict (account_id, network)
                                    do update set seen_at = excluded.seen_at
                                    """)
                            .param("account", account.value())
                            .param("network", SecureTokens.digest(network))
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    jdbc.sql("delete from backline.known_network where seen_at < :since")
                            .param("since", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                            .update();
                });
    }
}
