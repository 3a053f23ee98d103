package studio.backline.platform.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private final Cache<AccountId, Boolean> lacking =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Sessions.REMEMBERED).build();

    FactorDuty(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SecondFactors factors,
            Sessions sessions,
            Audit audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.factors = factors;
        this.sessions = sessions;
        this.audit = audit;
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
                                    if (!factors.any(account)) {
                                        factors.recoveryCodes().remove(account);
                                    }
                                    sessions.endOthers(account, who.session());
                                    tell(Optional.of(account), account, act);
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
