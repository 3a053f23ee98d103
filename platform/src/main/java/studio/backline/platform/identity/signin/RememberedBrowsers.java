package studio.backline.platform.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.mailed.FactorsChanged;

/**
 * Browsers that stay signed in because their person wanted it: a series, and a token that changes
 * whenever a session begins by it. Whoever comes with an older token than the last has a copy of
 * it, or the person has: then all that is signed in of the account ends.
 */
final class RememberedBrowsers {

    /** For so long in all; then one signs in again. */
    static final Duration LASTS = Duration.ofDays(30);

    /** In which a browser may ask with two windows at once, of which one is first. */
    private static final Duration TOGETHER = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Sessions sessions;
    private final Audit audit;
    private final Consumer<FactorsChanged> told;

    RememberedBrowsers(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Sessions sessions,
            Audit audit,
            Consumer<FactorsChanged> told) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.sessions = sessions;
        this.audit = audit;
        this.told = told;
    }

    /**
     * What a browser keeps.
     *
     * @param value of its cookie
     * @param until when it is good
     */
    record Kept(UUID browser, String value, Instant until) {

        /** Not the value. */
        @Override
        public String toString() {
            return "Kept[%s]".formatted(browser);
        }
    }

    /**
     * A browser that came back.
     *
     * @param next what it keeps from now on; empty where another window of it got that already
     */
    record Resumed(UUID browser, AccountId account, Optional<Kept> next) {}

    /** From now on this browser stays signed in. */
    Kept begin(AccountId account, SignInDetails from) {
        String series = SecureTokens.token();
        String token = SecureTokens.token();
        UUID id = TimeOrderedUuid.next();
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> {
                    sweep(now);
                    jdbc.sql(
                                    """
                                    insert into backline.remembered_browser (id, account_id,
                                        series_hash, token_hash, rotated_at, network, device,
                                        started_at, expires_at)
                                    values (:id, :account, :series, :token, :now, :network,
                                        :device, :now, :until)
                                    """)
                            .param("id", id)
                            .param("account", account.value())
                            .param("series", SecureTokens.digest(series))
                            .param("token", SecureTokens.digest(token))
                            .param("network", from.network())
                            .param("device", from.device())
                            .param("now", at(now))
                            .param("until", at(now.plus(LASTS)))
                            .update();
                });
        return new Kept(id, series + "." + token, now.plus(LASTS));
    }

    /** Whose browser it is; empty for one that is not known, or that has a copy. */
    Optional<Resumed> resume(String value) {
        int dot = value.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String series = value.substring(0, dot);
        byte[] token = SecureTokens.digest(value.substring(dot + 1));
        return transactions.execute(
                status -> locked(series).flatMap(row -> resume(row, series, token)));
    }

    /** It does not stay signed in any more. */
    void forget(String value) {
        String series = value.substring(0, Math.max(0, value.indexOf('.')));
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        delete from backline.remembered_browser
                                        where series_hash = :series
                                        """)
                                .param("series", SecureTokens.digest(series))
                                .update());
    }

    private Optional<Resumed> resume(Row row, String series, byte[] token) {
        Instant now = clock.instant();
        if (SecureTokens.same(row.token(), token)) {
            String next = SecureTokens.token();
            rotate(row, SecureTokens.digest(next), now);
            Kept kept = new Kept(row.id(), series + "." + next, row.until());
            return Optional.of(new Resumed(row.id(), row.account(), Optional.of(kept)));
        }
        boolean together = now.isBefore(row.rotatedAt().plus(TOGETHER));
        if (together && row.previous() != null && SecureTokens.same(row.previous(), token)) {
            return Optional.of(new Resumed(row.id(), row.account(), Optional.empty()));
        }
        sessions.endAll(row.account());
        audit.recordInstance(
                Optional.empty(),
                "identity.remembered-browser-copied",
                Optional.of(row.account().value()),
                Map.of());
        told.accept(new FactorsChanged(row.account(), FactorsChanged.Change.BROWSER_COPIED));
        return Optional.empty();
    }

    private void rotate(Row row, byte[] next, Instant now) {
        jdbc.sql(
                        """
                        update backline.remembered_browser
                        set previous_hash = token_hash, token_hash = :next, rotated_at = :now
                        where id = :id
                        """)
                .param("next", next)
                .param("now", at(now))
                .param("id", row.id())
                .update();
    }

    private Optional<Row> locked(String series) {
        return jdbc.sql(
                        """
                        select b.* from backline.remembered_browser b
                        join backline.account a on a.id = b.account_id and a.disabled_at is null
                        where series_hash = :series and expires_at > :now for update of b
                        """)
                .param("series", SecureTokens.digest(series))
                .param("now", at(clock.instant()))
                .query((row, number) -> row(row))
                .optional();
    }

    private record Row(
            UUID id,
            AccountId account,
            byte[] token,
            byte @Nullable [] previous,
            Instant rotatedAt,
            Instant until) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getBytes("token_hash"),
                row.getBytes("previous_hash"),
                row.getObject("rotated_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private void sweep(Instant now) {
        jdbc.sql("delete from backline.remembered_browser where expires_at < :now")
                .param("now", at(now))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
