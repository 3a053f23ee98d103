package studio.backline.platform.identity.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.encryption.otp.TimeBasedCode;

/**
 * Authenticator apps: a secret that the account and its app share, sealed under the account's own
 * key. A code is taken once; two who bring the same one at once come one after the other.
 */
public final class Authenticators {

    /** So long a secret that was offered can be confirmed. */
    public static final Duration OFFERED_FOR = Duration.ofMinutes(30);

    private static final String FIELD = "identity.authenticator.secret";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final AccountSecrets secrets;

    /** Over the rows of the instance. */
    public Authenticators(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            AccountSecrets secrets) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Since when the account has one; empty while none was confirmed. */
    public Optional<Instant> since(AccountId account) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select confirmed_at from backline.authenticator
                                        where account_id = :account and secret is not null
                                        """)
                                .param("account", account.value())
                                .query(OffsetDateTime.class)
                                .optional()
                                .map(OffsetDateTime::toInstant));
    }

    /**
     * The secret to set an app up with: the one that was offered a moment ago, so that a page asked
     * for twice shows one picture, else a new one. The app in use goes on until it is confirmed.
     */
    public byte[] offer(AccountId account) {
        return transactions.execute(
                status -> {
                    Optional<byte[]> offered = offered(account);
                    if (offered.isPresent()) {
                        return offered.get();
                    }
                    byte[] secret = TimeBasedCode.secret();
                    UUID row = TimeOrderedUuid.next();
                    jdbc.sql(
                                    """
                                    insert into backline.authenticator
                                        (account_id, offered, offered_id, offered_at)
                                    values (:account, :secret, :row, :now)
                                    on conflict (account_id) do update
                                    set offered = excluded.offered,
                                        offered_id = excluded.offered_id,
                                        offered_at = excluded.offered_at
                                    """)
                            .param("account", account.value())
                            .param("secret", secrets.seal(account, FIELD, row, secret))
                            .param("row", row)
                            .param("now", now())
                            .update();
                    return secret;
                });
    }

    /** Whether the code is one of the secret that was offered, which is the account's from now. */
    public boolean confirm(AccountId account, String code) {
        return transactions.execute(
                status -> {
                    OptionalLong step =
                            offered(account)
                                    .map(secret -> step(secret, code, 0))
                                    .orElse(OptionalLong.empty());
                    if (step.isEmpty()) {
                        return false;
                    }
                    return jdbc.sql(
                                            """
                                            update backline.authenticator
                                            set secret = offered, secret_id = offered_id,
                                                confirmed_at = :now,
                                                last_step = :step,
                                                offered = null, offered_id = null, offered_at = null
                                            where account_id = :account
                                            """)
                                    .param("now", now())
                                    .param("step", step.getAsLong())
                                    .param("account", account.value())
                                    .update()
                            == 1;
                });
    }

    /** Whether the code is one of the account's app, of now, and was not taken before. */
    public boolean take(AccountId account, String code) {
        return transactions.execute(
                status -> {
                    Optional<InUse> app = locked(account);
                    if (app.isEmpty()) {
                        return false;
                    }
                    OptionalLong step = step(app.get().secret(), code, app.get().lastStep());
                    step.ifPresent(taken -> taken(account, taken));
                    return step.isPresent();
                });
    }

    /** Takes the app away; that there was one is told. */
    public boolean remove(AccountId account) {
        return transactions.execute(
                status ->
                        jdbc.sql("delete from backline.authenticator where account_id = :account")
                                        .param("account", account.value())
                                        .update()
                                == 1);
    }

    private record InUse(byte[] secret, long lastStep) {}

    private Optional<InUse> locked(AccountId account) {
        return jdbc.sql(
                        """
                        select secret, secret_id, last_step from backline.authenticator
                        where account_id = :account and secret is not null for update
                        """)
                .param("account", account.value())
                .query(
                        (row, number) ->
                                new InUse(secret(account, row, "secret"), row.getLong("last_step")))
                .optional();
    }

    private Optional<byte[]> offered(AccountId account) {
        return jdbc.sql(
                        """
                        select offered, offered_id from backline.authenticator
                        where account_id = :account and offered_at > :since for update
                        """)
                .param("account", account.value())
                .param("since", clock.instant().minus(OFFERED_FOR).atOffset(ZoneOffset.UTC))
                .query((row, number) -> secret(account, row, "offered"))
                .optional();
    }

    private void taken(AccountId account, long step) {
        jdbc.sql(
                        """
                        update backline.authenticator set last_step = :step
                        where account_id = :account
                        """)
                .param("step", step)
                .param("account", account.value())
                .update();
    }

    /**
     * The step whose code this is: the present one, or the one before for whoever typed while it
     * changed. Both are compared always, so that the time tells nothing.
     */
    private OptionalLong step(byte[] secret, String typed, long lastStep) {
        String code = typed.replaceAll("\\s", "");
        long now = TimeBasedCode.step(clock.instant());
        long[] right =
                LongStream.of(now, now - 1)
                        .filter(step -> SecureTokens.same(TimeBasedCode.at(secret, step), code))
                        .toArray();
        return LongStream.of(right).filter(step -> step > lastStep).findFirst();
    }

    private byte[] secret(AccountId account, ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column + "_id", UUID.class);
        return secrets.open(account, FIELD, id, row.getBytes(column));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
