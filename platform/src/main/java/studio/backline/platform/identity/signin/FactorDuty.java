package studio.backline.platform.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.mailed.FactorsChanged;

/**
 * Who must have a second factor, and what follows when factors change: owners of a workspace and
 * operators have one at least; any change ends the account's other sessions.
 */
public final class FactorDuty {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final Audit audit;
    private final Consumer<FactorsChanged> told;
    private final Cache<AccountId, Boolean> lacking =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Sessions.REMEMBERED).build();

    FactorDuty(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SecondFactors factors,
            Sessions sessions,
            Audit audit,
            Consumer<FactorsChanged> told) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.factors = factors;
        this.sessions = sessions;
        this.audit = audit;
        this.told = told;
    }

    /**
     * How it stands with all accounts.
     *
     * @param bound those that must have a factor
     * @param lacking those of them that have none
     * @param byName those whose only factors are passkeys for the house's present name
     * @param lost those whose only factors are passkeys for another name
     */
    public record Figures(int bound, int lacking, int byName, int lost) {}

    /** Counts them. */
    public Figures figures() {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select count(*) filter (where must) bound,
                                            count(*) filter (where must and not app and not here)
                                                lacking,
                                            count(*) filter (where here and not app) by_name,
                                            count(*) filter (where away and not here and not app)
                                                lost
                                        from (select
                                            a.operator or exists (select from backline.membership m
                                                where m.account_id = a.id and m.role = 'OWNER') must,
                                            exists (select from backline.authenticator x
                                                where x.account_id = a.id
                                                  and x.secret is not null) app,
                                            exists (select from backline.passkey k
                                                where k.account_id = a.id and k.domain = :here) here,
                                            exists (select from backline.passkey k
                                                where k.account_id = a.id and k.domain <> :here) away
                                            from backline.account a
                                            where a.disabled_at is null) counted
                                        """)
                                .param("here", factors.passkeys().domain().orElse(""))
                                .query(
                                        (row, number) ->
                                                new Figures(
                                                        row.getInt("bound"),
                                                        row.getInt("lacking"),
                                                        row.getInt("by_name"),
                                                        row.getInt("lost")))
                                .single());
    }

    /** Whether the account must have one and has none; remembered for as long as a session is. */
    public boolean isLacking(AccountId account) {
        return lacking.get(account, id -> binds(id) && !factors.any(id));
    }

    /** Whether the account must have one. */
    public boolean binds(AccountId account) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select exists (select from backline.account
                                                where id = :account and operator)
                                            or exists (select from backline.membership
                                                where account_id = :account and role = 'OWNER')
                                        """)
                                .param("account", account.value())
                                .query(Boolean.class)
                                .single());
    }

    /**
     * Takes the authenticator app away.
     *
     * @throws IdentityException {@code LAST_FACTOR} where one must stay
     */
    public void removeApp(AccountPrincipal who) {
        change(
                who,
                "identity.authenticator-removed",
                () -> factors.authenticators().remove(who.accountId()));
    }

    /**
     * Takes a passkey away.
     *
     * @throws IdentityException {@code LAST_FACTOR} where one must stay
     */
    public void removePasskey(AccountPrincipal who, UUID passkey) {
        change(
                who,
                "identity.passkey-removed",
                () -> factors.passkeys().remove(who.accountId(), passkey));
    }

    /** Whether the code was right, and the app is the account's from now on. */
    public boolean addApp(AccountPrincipal who, String code) {
        return change(
                who,
                "identity.authenticator-added",
                () -> factors.authenticators().confirm(who.accountId(), code));
    }

    /** Keeps a passkey that the browser made. */
    public void addPasskey(AccountPrincipal who, Runnable keep) {
        change(
                who,
                "identity.passkey-added",
                () -> {
                    keep.run();
                    return true;
                });
    }

    /** Takes all of the account's factors away: for whoever runs the machine. */
    public void removeAll(AccountId account) {
        transactions.executeWithoutResult(
                status -> {
                    factors.authenticators().remove(account);
                    factors.passkeys().removeAll(account);
                    factors.recoveryCodes().remove(account);
                    sessions.endAll(account);
                    tell(Optional.empty(), account, "identity.factors-removed");
                    told.accept(new FactorsChanged(account, FactorsChanged.Change.FACTORS_LOST));
                });
        lacking.invalidate(account);
    }

    private boolean change(AccountPrincipal who, String act, Supplier<Boolean> work) {
        AccountId account = who.accountId();
        boolean changed =
                Boolean.TRUE.equals(
                        transactions.execute(
                                status -> {
                                    lock(account);
                                    if (!work.get()) {
                                        return false;
                                    }
                                    if (binds(account) && !factors.any(account)) {
                                        throw new IdentityException(IdentityError.LAST_FACTOR);
                                    }
                                    if (!factors.asked(account)) {
                                        factors.recoveryCodes().remove(account);
                                    }
                                    sessions.endOthers(account, who.session());
                                    tell(Optional.of(account), account, act);
                                    told.accept(
                                            new FactorsChanged(
                                                    account,
                                                    act.endsWith("added")
                                                            ? FactorsChanged.Change.FACTOR_ADDED
                                                            : FactorsChanged.Change
                                                                    .FACTOR_REMOVED));
                                    return true;
                                }));
        lacking.invalidate(account);
        return changed;
    }

    /** Two windows that take one of two each would leave none. */
    private void lock(AccountId account) {
        jdbc.sql("select from backline.account where id = :account for no key update")
                .param("account", account.value())
                .query((row, number) -> number)
                .list();
    }

    private void tell(Optional<AccountId> who, AccountId about, String act) {
        audit.recordInstance(who, act, Optional.of(about.value()), Map.of());
    }
}
