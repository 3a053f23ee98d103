package studio.backline.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.PasswordBusyException;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.mailed.AccountCreated;
import studio.backline.platform.identity.mailed.PasswordChanged;
import studio.backline.platform.identity.throttle.Throttle;

/** Accounts and their passwords. Takes part in the thread's transaction, or makes one. */
public final class Accounts {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 200;
    private static final String COLUMNS = "id, email, display_name, operator, created_at";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final PasswordHash hash;
    private final PasswordPolicy policy;
    private final FirstRun.Gate gate;

    Accounts(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            PasswordHash hash,
            PasswordPolicy policy,
            FirstRun.Gate gate) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.hash = hash;
        this.policy = policy;
        this.gate = gate;
    }

    /** The account with this id. */
    public Optional<Account> find(AccountId id) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select %s from backline.account where id = :id"
                                                .formatted(COLUMNS))
                                .param("id", id.value())
                                .query((row, number) -> account(row))
                                .optional());
    }

    /** The account with this address. */
    public Optional<Account> find(EmailAddress email) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select %s from backline.account where email_key = :key"
                                                .formatted(COLUMNS))
                                .param("key", email.key())
                                .query((row, number) -> account(row))
                                .optional());
    }

    /** Those of these accounts that there are: for lists of members. */
    public List<Account> find(List<AccountId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select %s from backline.account where id in (:ids)"
                                                .formatted(COLUMNS))
                                .param("ids", ids.stream().map(AccountId::value).toList())
                                .query((row, number) -> account(row))
                                .list());
    }

    /** Whether there is one at most: to one alone roles mean nothing. */
    public boolean areOneAtMost() {
        return transactions.execute(
                        status ->
                                jdbc.sql("select count(*) from backline.account")
                                        .query(Long.class)
                                        .single())
                < 2;
    }

    /** Gives the account another name. */
    public void rename(AccountId id, String displayName) {
        String name = name(displayName);
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql("update backline.account set display_name = :name where id = :id")
                                .param("name", name)
                                .param("id", id.value())
                                .update());
    }

    /** How the person likes the screens. */
    public Account.Taste taste(AccountId id) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select light, language, letters from backline.account"
                                                + " where id = :id")
                                .param("id", id.value())
                                .query((row, number) -> taste(row))
                                .optional()
                                .orElse(Account.Taste.NONE));
    }

    /** Keeps how the person likes the screens. */
    public void prefer(AccountId id, Account.Taste taste) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        update backline.account
                                        set light = :light, language = :language, letters = :letters
                                        where id = :id
                                        """)
                                .param("light", taste.light().map(Enum::name).orElse(null))
                                .param("language", taste.language().orElse(null))
                                .param("letters", taste.letters())
                                .param("id", id.value())
                                .update());
    }

    /**
     * Changes the password of someone who knows the present one, and ends that person's other
     * sessions.
     *
     * @throws IdentityException when the present password is wrong or the new one is not good
     */
    public void changePassword(
            AccountId id, String present, String next, Sessions sessions, SessionToken kept) {
        Account account =
                find(id).orElseThrow(() -> new IdentityException(IdentityError.ACCOUNT_UNKNOWN));
        policy.require(next, account.email(), account.displayName());
        // Who found an open window must not guess the password from within.
        List<Throttle.Counter> tries =
                List.of(new Throttle.Counter("password of " + id, 5, LONGEST_WAIT));
        IdentityException.throwIfWaiting(gate.throttle().enter(tries));
        boolean right =
                storedPassword(id).map(stored -> hash.matches(present, stored)).orElse(false);
        if (!right) {
            throw new IdentityException(IdentityError.PASSWORD_WRONG);
        }
        gate.throttle().clear(tries);
        String hashed = hash.hash(next);
        transactions.executeWithoutResult(
                status -> {
                    store(id, hashed);
                    sessions.endOthers(id, kept);
                    gate.audit()
                            .recordInstance(
                                    Optional.of(id),
                                    "identity.password-changed",
                                    Optional.of(id.value()),
                                    Map.of());
                    gate.told().accept(new PasswordChanged(id));
                });
    }

    /**
     * Gives an account a new password because whoever runs the machine says so, and ends its
     * sessions.
     *
     * @throws IdentityException when nobody has the address, or the password is not good
     */
    public void resetPassword(EmailAddress email, String next, Sessions sessions) {
        Account account =
                find(email).orElseThrow(() -> new IdentityException(IdentityError.ACCOUNT_UNKNOWN));
        policy.require(next, account.email(), account.displayName());
        renew(account.id(), hash.hash(next), sessions, "command");
    }

    /**
     * Gives the account a password that was checked and hashed, and ends all that is signed in of
     * it; its second factors stay.
     *
     * @param by how it was proven, for the audit trail
     */
    public void renew(AccountId id, String hashed, Sessions sessions, String by) {
        transactions.executeWithoutResult(
                status -> {
                    store(id, hashed);
                    sessions.endAll(id);
                    gate.audit()
                            .recordInstance(
                                    Optional.empty(),
                                    "identity.password-reset",
                                    Optional.of(id.value()),
                                    Map.of("by", by));
                    gate.told().accept(new PasswordChanged(id));
                });
    }

    /** What was checked and hashed: before a transaction, since hashing takes long. */
    record Prepared(EmailAddress email, String name, String hashed) {

        /** Nothing of it. */
        @Override
        public String toString() {
            return "Prepared[…]";
        }
    }

    /** Checks name and password and hashes it. */
    Prepared prepare(NewAccount account) {
        String name = name(account.displayName());
        policy.require(account.password(), account.email(), name);
        try {
            return new Prepared(account.email(), name, hash.hash(account.password()));
        } catch (PasswordBusyException e) {
            throw new IdentityException(IdentityError.BUSY);
        }
    }

    /** Makes an account; who may is the caller's matter. */
    AccountId create(Prepared account, boolean operator) {
        AccountId id = AccountId.next();
        return transactions.execute(
                status -> {
                    insert(id, account, operator);
                    store(id, account.hashed());
                    gate.audit()
                            .recordInstance(
                                    Optional.of(id),
                                    "identity.account-created",
                                    Optional.of(id.value()),
                                    Map.of("operator", operator ? "yes" : "no"));
                    gate.told().accept(new AccountCreated(id));
                    return id;
                });
    }

    /** What is stored of the account's password. */
    public Optional<String> storedPassword(AccountId id) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select hash from backline.account_password"
                                                + " where account_id = :id")
                                .param("id", id.value())
                                .query(String.class)
                                .optional());
    }

    /** Since when the mailbox of its address is known to be its person's. */
    public Optional<Instant> verifiedAt(AccountId id) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select verified_at from backline.account"
                                                + " where id = :id and verified_at is not null")
                                .param("id", id.value())
                                .query(OffsetDateTime.class)
                                .optional()
                                .map(OffsetDateTime::toInstant));
    }

    /** Since when the account has its password. */
    public Optional<Instant> passwordSince(AccountId id) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        "select changed_at from backline.account_password"
                                                + " where account_id = :id")
                                .param("id", id.value())
                                .query(OffsetDateTime.class)
                                .optional()
                                .map(OffsetDateTime::toInstant));
    }

    /** Stores a password that was hashed. */
    public void store(AccountId id, String hashed) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        insert into backline.account_password
                                            (account_id, hash, changed_at)
                                        values (:id, :hash, :now)
                                        on conflict (account_id) do update
                                        set hash = excluded.hash, changed_at = excluded.changed_at
                                        """)
                                .param("id", id.value())
                                .param("hash", hashed)
                                .param("now", now())
                                .update());
    }

    private void insert(AccountId id, Prepared account, boolean operator) {
        try {
            jdbc.sql(
                            """
                            insert into backline.account
                                (id, email, email_key, display_name, operator, created_at)
                            values (:id, :email, :key, :name, :operator, :now)
                            """)
                    .param("id", id.value())
                    .param("email", account.email().value())
                    .param("key", account.email().key())
                    .param("name", account.name())
                    .param("operator", operator)
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IdentityException(IdentityError.EMAIL_TAKEN);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What is wrong with a name; empty when it can be one. */
    public static Optional<IdentityException> checkName(String typed) {
        try {
            name(typed);
            return Optional.empty();
        } catch (IdentityException e) {
            return Optional.of(e);
        }
    }

    /** A name as it is kept; thrown out when it cannot be one. */
    static String name(String typed) {
        if (typed.length() > 2 * LONGEST_NAME) {
            throw new IdentityException(IdentityError.NAME_INVALID);
        }
        String name = typed.strip();
        boolean tooLong = name.codePointCount(0, name.length()) > LONGEST_NAME;
        if (name.isEmpty() || tooLong || !name.codePoints().allMatch(Accounts::isText)) {
            throw new IdentityException(IdentityError.NAME_INVALID);
        }
        return name;
    }

    // Half of a letter cannot be stored; what steers a terminal is no part of a name.
    private static boolean isText(int sign) {
        return !Character.isISOControl(sign) && Character.getType(sign) != Character.SURROGATE;
    }

    private static Account.Taste taste(ResultSet row) throws SQLException {
        return new Account.Taste(
                Optional.ofNullable(row.getString("light")).map(Account.Light::valueOf),
                Optional.ofNullable(row.getString("language")),
                row.getBoolean("letters"));
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new EmailAddress(row.getString("email")),
                row.getString("display_name"),
                row.getBoolean("operator"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
