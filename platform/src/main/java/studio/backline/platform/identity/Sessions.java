package studio.backline.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.work.Bell;

/**
 * Who is signed in, in rows, so that a session is seen and ended from any node: here at once, on
 * another node as soon as it hears of it, within {@link #REMEMBERED} at the latest. A session ends
 * after 60 minutes without use, and after 24 hours in any case.
 */
public final class Sessions {

    /** Without use for so long, a session ends. */
    public static final Duration IDLE = Duration.ofMinutes(60);

    /** After so long a session ends in any case. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** So long an answer is remembered before the row is read again. */
    public static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** What is rung when somebody ended sessions. */
    private static final String TOPIC = "sessions";

    private static final String OPEN =
            " a.disabled_at is null and s.seen_at > :idle and s.started_at > :longest";

    /** The row is told of use no more often. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Bell bell;
    private final Cache<SessionToken, Checked> known =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(LONGEST).build();

    /** Counts the rings: what was read before the last one is not believed any more. */
    private final AtomicLong rung = new AtomicLong();

    Sessions(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Bell bell) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.bell = bell;
        bell.hear(TOPIC, rung::incrementAndGet);
    }

    /**
     * A session as its owner sees it in a list.
     *
     * @param id names it, to end it
     * @param network of where it came from, shortened
     * @param device what the browser called itself
     * @param startedAt since when
     * @param seenAt when it was last used, to the minute
     * @param current whether it is the one that asks
     * @param remembered whether its browser stays signed in
     */
    public record Seen(
            UUID id,
            String network,
            String device,
            Instant startedAt,
            Instant seenAt,
            boolean current,
            boolean remembered) {}

    private record Checked(Optional<Account> account, Instant at, long since) {}

    /** Starts a session of somebody who has just proven who they are. */
    public SessionToken start(AccountId account, SignInDetails from) {
        return start(account, from, Optional.of(clock.instant()), Optional.empty());
    }

    /** Starts a session of somebody whose browser stays signed in. */
    public SessionToken resume(AccountId account, SignInDetails from, UUID browser) {
        return start(account, from, Optional.empty(), Optional.of(browser));
    }

    private SessionToken start(
            AccountId account,
            SignInDetails from,
            Optional<Instant> confirmed,
            Optional<UUID> browser) {
        SessionToken token = new SessionToken(SecureTokens.token());
        transactions.executeWithoutResult(
                status -> {
                    sweep();
                    jdbc.sql(
                                    """
                                    insert into backline.login_session (id, account_id, token_hash,
                                        network, device, started_at, seen_at, confirmed_at,
                                        remembered)
                                    values (:id, :account, :hash, :network, :device, :now, :now,
                                        :confirmed, :browser)
                                    """)
                            .param("id", TimeOrderedUuid.next())
                            .param("account", account.value())
                            .param("hash", SecureTokens.digest(token.value()))
                            .param("network", from.network())
                            .param("device", from.device())
                            .param("now", at(clock.instant()))
                            .param("confirmed", confirmed.map(Sessions::at).orElse(null))
                            .param("browser", browser.orElse(null))
                            .update();
                });
        return token;
    }

    /** From now on the session's browser stays signed in: one ends with the other. */
    public void rememberIn(SessionToken token, UUID browser) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        update backline.login_session set remembered = :browser
                                        where token_hash = :hash
                                        """)
                                .param("browser", browser)
                                .param("hash", SecureTokens.digest(token.value()))
                                .update());
    }

    /** Its person has proven once more who they are. */
    public void confirm(SessionToken token) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        update backline.login_session set confirmed_at = :now
                                        where token_hash = :hash
                                        """)
                                .param("now", at(clock.instant()))
                                .param("hash", SecureTokens.digest(token.value()))
                                .update());
    }

    /** When its person last proved who they are; empty where a browser stayed signed in. */
    public Optional<Instant> confirmedAt(SessionToken token) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select confirmed_at from backline.login_session
                                        where token_hash = :hash and confirmed_at is not null
                                        """)
                                .param("hash", SecureTokens.digest(token.value()))
                                .query(OffsetDateTime.class)
                                .optional()
                                .map(OffsetDateTime::toInstant));
    }

    /**
     * Whose session it is; empty when it has ended. Counts as use: for each request that a person
     * made, not for a browser's heartbeat.
     */
    public Optional<Account> check(SessionToken token) {
        return check(token, true);
    }

    /** Whose session it is; empty when it has ended. Does not count as use. */
    public Optional<Account> peek(SessionToken token) {
        return check(token, false);
    }

    /**
     * Those of the sessions that have not ended, by their rows; what is remembered of the others is
     * forgotten. Does not count as use.
     */
    public Set<SessionToken> open(Set<SessionToken> asked) {
        Set<SessionToken> ended = new HashSet<>(asked);
        Set<SessionToken> open = readOpen(List.copyOf(asked));
        ended.removeAll(open);
        known.invalidateAll(ended);
        return open;
    }

    /**
     * Runs this from now on whenever somebody has ended sessions, on this node or another, on any
     * thread; it returns at once. Those that end by time are told of by nobody.
     */
    public void watch(Runnable told) {
        bell.hear(TOPIC, told);
    }

    /** Ends a session. */
    public void end(SessionToken token) {
        delete("token_hash = :hash", Map.of("hash", SecureTokens.digest(token.value())));
    }

    /** Ends one of the account's sessions by its id. */
    public void end(AccountId account, UUID session) {
        delete(
                "id = :id and account_id = :account",
                Map.of("id", session, "account", account.value()));
    }

    /** Ends all sessions of the account, and no browser of it stays signed in. */
    public void endAll(AccountId account) {
        transactions.executeWithoutResult(
                status -> {
                    delete("account_id = :account", Map.of("account", account.value()));
                    forgetBrowsers(account, new byte[0]);
                });
    }

    /** Ends all sessions of the account but one, and no other browser of it stays signed in. */
    public void endOthers(AccountId account, SessionToken kept) {
        byte[] hash = SecureTokens.digest(kept.value());
        transactions.executeWithoutResult(
                status -> {
                    delete(
                            "account_id = :account and token_hash <> :kept",
                            Map.of("account", account.value(), "kept", hash));
                    forgetBrowsers(account, hash);
                });
    }

    /** Also those that have no session just now. */
    private void forgetBrowsers(AccountId account, byte[] kept) {
        jdbc.sql(
                        """
                        delete from backline.remembered_browser b
                        where account_id = :account and not exists (
                            select from backline.login_session s
                            where s.remembered = b.id and s.token_hash = :kept)
                        """)
                .param("account", account.value())
                .param("kept", kept)
                .update();
    }

    /** The account's sessions that have not ended, the last used first. */
    public List<Seen> list(AccountId account, SessionToken asking) {
        byte[] current = SecureTokens.digest(asking.value());
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select id, token_hash, network, device, started_at, seen_at,
                                            remembered
                                        from backline.login_session
                                        where account_id = :account
                                          and seen_at > :idle and started_at > :longest
                                        order by seen_at desc, id desc
                                        """)
                                .param("account", account.value())
                                .param("idle", at(clock.instant().minus(IDLE)))
                                .param("longest", at(clock.instant().minus(LONGEST)))
                                .query((row, number) -> seen(row, current))
                                .list());
    }

    private Optional<Account> check(SessionToken token, boolean use) {
        Instant now = clock.instant();
        Checked checked = known.getIfPresent(token);
        long since = rung.get();
        if (checked == null
                || checked.since() != since
                || checked.at().plus(REMEMBERED).isBefore(now)) {
            checked = new Checked(read(token, now, use), now, since);
            known.put(token, checked);
        }
        return checked.account();
    }

    private Optional<Account> read(SessionToken token, Instant now, boolean use) {
        byte[] hash = SecureTokens.digest(token.value());
        return transactions.execute(
                status -> {
                    Optional<Account> account =
                            jdbc.sql(
                                            """
                                            select a.id, a.email, a.display_name, a.operator,
                                                a.created_at
                                            from backline.login_session s
                                            join backline.account a on a.id = s.account_id
                                            where s.token_hash = :hash and"""
                                                    + OPEN)
                                    .param("hash", hash)
                                    .param("idle", at(now.minus(IDLE)))
                                    .param("longest", at(now.minus(LONGEST)))
                                    .query((row, number) -> Accounts.account(row))
                                    .optional();
                    if (use && account.isPresent()) {
                        jdbc.sql(
                                        """
                                        update backline.login_session set seen_at = :now
                                        where token_hash = :hash and seen_at < :told
                                        """)
                                .param("now", at(now))
                                .param("hash", hash)
                                .param("told", at(now.minus(TOLD)))
                                .update();
                    }
                    return account;
                });
    }

    private Set<SessionToken> readOpen(List<SessionToken> tokens) {
        byte[][] hashes =
                tokens.stream()
                        .map(token -> SecureTokens.digest(token.value()))
                        .toArray(byte[][]::new);
        Instant now = clock.instant();
        return transactions.execute(
                status ->
                        jdbc
                                .sql(
                                        """
                                        select asked.place
                                        from unnest(:hashes) with ordinality asked (hash, place)
                                        join backline.login_session s on s.token_hash = asked.hash
                                        join backline.account a on a.id = s.account_id
                                        where"""
                                                + OPEN)
                                .param("hashes", hashes)
                                .param("idle", at(now.minus(IDLE)))
                                .param("longest", at(now.minus(LONGEST)))
                                .query(Integer.class)
                                .list()
                                .stream()
                                .map(place -> tokens.get(place - 1))
                                .collect(Collectors.toSet()));
    }

    private void delete(String which, Map<String, Object> values) {
        transactions.executeWithoutResult(
                status -> {
                    // A browser that stays signed in would be back with its next request.
                    jdbc.sql(
                                    "with ended as (delete from backline.login_session where "
                                            + which
                                            + " returning remembered)"
                                            + " delete from backline.remembered_browser"
                                            + " where id in (select remembered from ended)")
                            .params(values)
                            .update();
                    bell.ringAfterCommit(TOPIC);
                });
    }

    private void sweep() {
        Instant now = clock.instant();
        jdbc.sql(
                        "delete from backline.login_session where seen_at < :idle"
                                + " or started_at < :longest")
                .param("idle", at(now.minus(IDLE)))
                .param("longest", at(now.minus(LONGEST)))
                .update();
    }

    private static Seen seen(ResultSet row, byte[] current) throws SQLException {
        return new Seen(
                row.getObject("id", UUID.class),
                row.getString("network"),
                row.getString("device"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                SecureTokens.same(row.getBytes("token_hash"), current),
                row.getObject("remembered", UUID.class) != null);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
