package studio.backline.platform.identity.mailed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.PasswordBusyException;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.PasswordPolicy;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * A new password for whoever has the mailbox. It signs nobody in and touches no second factor.
 * Whether an address has an account is told by neither answer nor time: what differs is done after
 * the answer, on another thread.
 */
public final class PasswordReset {

    /** For so long a link is good. */
    public static final Duration GOOD_FOR = Duration.ofHours(1);

    /** Links of one account at once: whoever asks for more has these in the mailbox. */
    private static final int MOST = 5;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration OWNER_WAITS = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Gate gate;
    private final Passwords passwords;
    private final AfterTheAnswer later;

    PasswordReset(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Gate gate,
            Passwords passwords,
            AfterTheAnswer later) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.gate = gate;
        this.passwords = passwords;
        this.later = later;
    }

    /** What stands before it, and what is told of it. */
    record Gate(Throttle throttle, Audit audit) {}

    /** Whose, and what makes a new one. */
    record Passwords(
            Accounts accounts, Sessions sessions, PasswordPolicy policy, PasswordHash hash) {}

    /**
     * A link to be mailed.
     *
     * @param token the part of it that proves; given now and never again
     */
    public record Asked(Account account, String token) {

        /** Not the token. */
        @Override
        public String toString() {
            return "Asked[%s]".formatted(account.id());
        }
    }

    /**
     * Has a link made for the account with this address, if there is one: after this call.
     *
     * @param post plans the letter, in the transaction that makes the link
     * @throws IdentityException {@code TOO_MANY_TRIES} or {@code BUSY}, for any address alike
     */
    public void ask(EmailAddress email, SignInDetails from, Consumer<Asked> post) {
        IdentityException.throwIfWaiting(
                gate.throttle()
                        .enter(
                                List.of(
                                        counter("reset network " + from.network(), 5),
                                        new Throttle.Counter(
                                                "reset of " + email.key(), 5, OWNER_WAITS, true))));
        try {
            later.run(() -> passwords.accounts().find(email).ifPresent(it -> make(it, post)));
        } catch (RejectedExecutionException e) {
            throw new IdentityException(IdentityError.BUSY);
        }
    }

    /**
     * Whose password a link is for.
     *
     * @throws IdentityException {@code RESET_INVALID}, or {@code TOO_MANY_TRIES} for whoever tries
     *     links out
     */
    public Account find(String token, SignInDetails from) {
        List<Throttle.Counter> tries = List.of(counter("reset link " + from.network(), 30));
        IdentityException.throwIfWaiting(gate.throttle().enter(tries));
        Account account =
                transactions
                        .execute(status -> whose(token, ""))
                        .flatMap(passwords.accounts()::find)
                        .orElseThrow(PasswordReset::invalid);
        gate.throttle().forgive(tries);
        return account;
    }

    /**
     * Sets a new password, once, and ends all that is signed in of the account.
     *
     * @throws IdentityException as {@link #find}; what is wrong with the password; {@code BUSY}
     */
    public void reset(String token, String password, SignInDetails from) {
        Account account = find(token, from);
        passwords.policy().require(password, account.email(), account.displayName());
        String hashed = hash(password);
        transactions.executeWithoutResult(
                status -> {
                    // Both rows are locked: neither a second window nor a change of the password
                    // comes between.
                    AccountId id =
                            whose(token, "for update of r, p").orElseThrow(PasswordReset::invalid);
                    jdbc.sql("delete from backline.password_reset where account_id = :account")
                            .param("account", id.value())
                            .update();
                    // Whoever came by the link has the mailbox.
                    jdbc.sql(
                                    """
                                    update backline.account
                                    set verified_at = coalesce(verified_at, :now)
                                    where id = :account
                                    """)
                            .param("now", at(clock.instant()))
                            .param("account", id.value())
                            .update();
                    passwords.accounts().renew(id, hashed, passwords.sessions(), "mail");
                });
    }

    private String hash(String password) {
        try {
            return passwords.hash().hash(password);
        } catch (PasswordBusyException e) {
            throw new IdentityException(IdentityError.BUSY);
        }
    }

    private void make(Account account, Consumer<Asked> post) {
        String token = SecureTokens.token();
        transactions.executeWithoutResult(
                status -> {
                    sweep();
                    if (insert(account.id(), token) == 0) {
                        return;
                    }
                    post.accept(new Asked(account, token));
                    gate.audit()
                            .recordInstance(
                                    Optional.empty(),
                                    "identity.password-reset-asked",
                                    Optional.of(account.id().value()),
                                    Map.of());
                });
    }

    private int insert(AccountId account, String token) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        insert into backline.password_reset
                            (id, account_id, token_hash, password_since, created_at, expires_at)
                        select :id, a.id, :hash, p.changed_at, :now, :until
                        from backline.account a
                        join backline.account_password p on p.account_id = a.id
                        where a.id = :account and a.disabled_at is null
                          and :most > (select count(*) from backline.password_reset r
                                       where r.account_id = a.id)
                        """)
                .param("id", TimeOrderedUuid.next())
                .param("hash", SecureTokens.digest(token))
                .param("now", at(now))
                .param("until", at(now.plus(GOOD_FOR)))
                .param("account", account.value())
                .param("most", MOST)
                .update();
    }

    private Optional<AccountId> whose(String token, String lock) {
        return jdbc.sql(
                        """
                        select r.account_id from backline.password_reset r
                        join backline.account_password p
                            on p.account_id = r.account_id and p.changed_at = r.password_since
                        join backline.account a on a.id = r.account_id and a.disabled_at is null
                        where r.token_hash = :hash and r.expires_at > :now
                        """
                                + lock)
                .param("hash", SecureTokens.digest(token))
                .param("now", at(clock.instant()))
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    private void sweep() {
        jdbc.sql(
                        """
                        delete from backline.password_reset r
                        where expires_at < :now or not exists (
                            select from backline.account_password p
                            where p.account_id = r.account_id and p.changed_at = r.password_since)
                        """)
                .param("now", at(clock.instant()))
                .update();
    }

    private static Throttle.Counter counter(String name, int free) {
        return new Throttle.Counter(name, free, LONGEST_WAIT);
    }

    private static IdentityException invalid() {
        return new IdentityException(IdentityError.RESET_INVALID);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
