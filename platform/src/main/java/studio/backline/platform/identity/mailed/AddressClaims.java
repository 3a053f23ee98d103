package studio.backline.platform.identity.mailed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.mailed.AddressClaimRows.Claim;
import studio.backline.platform.identity.mailed.AddressClaimRows.End;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * That an address is its account's own: shown for the one it has, or for another before the account
 * takes it. A change is done once the new mailbox has confirmed, and the present one too or, for
 * whoever has lost that, 72 hours have passed in which it has not objected. One at a time per
 * account: a new one takes the place of what was under way.
 */
public final class AddressClaims {

    /** For so long a link is good. */
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    /** For so long the present mailbox may object before it is not needed. */
    public static final Duration OBJECTION = Duration.ofHours(72);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final AddressClaimRows rows;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Gate gate;

    AddressClaims(
            AddressClaimRows rows,
            TransactionTemplate transactions,
            Clock clock,
            Accounts accounts,
            Sessions sessions,
            Gate gate) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.sessions = sessions;
        this.gate = gate;
    }

    /** What stands before it, and what is told of it. */
    record Gate(
            Confirmation confirmation,
            Throttle throttle,
            Audit audit,
            Consumer<AccountEvent> told) {}

    /**
     * Links to be mailed.
     *
     * @param next the address that is claimed
     * @param taken whether another account has it: then its mailbox is told so, and whoever asked
     *     is not
     * @param newToken the part of the link to that address that proves
     * @param oldToken the part of the link to the present one; empty where it is the same
     */
    public record Asked(
            Account account,
            EmailAddress next,
            boolean taken,
            String newToken,
            Optional<String> oldToken) {

        /** Neither address nor tokens. */
        @Override
        public String toString() {
            return "Asked[%s]".formatted(account.id());
        }
    }

    /** Since when the account's address is known to be its person's. */
    public Optional<Instant> verifiedAt(AccountId account) {
        return accounts.verifiedAt(account);
    }

    /** What is under way. */
    public Optional<Claim> pending(AccountId account) {
        return transactions.execute(status -> rows.of(account, clock.instant(), ""));
    }

    /**
     * Has a link mailed to the address that the account has.
     *
     * @throws IdentityException {@code TOO_MANY_TRIES}
     */
    public void verify(AccountId id, Consumer<Asked> post) {
        count(id);
        Account account = account(id);
        String token = SecureTokens.token();
        transactions.executeWithoutResult(
                status -> {
                    rows.put(id, account.email(), token, Optional.empty(), clock.instant());
                    post.accept(
                            new Asked(account, account.email(), false, token, Optional.empty()));
                });
    }

    /**
     * Has both ends asked about another address.
     *
     * @throws IdentityException {@code NOT_CONFIRMED}, {@code ADDRESS_SAME} or {@code
     *     TOO_MANY_TRIES}; not where the address is taken
     */
    public void change(AccountPrincipal who, EmailAddress next, Consumer<Asked> post) {
        Account account = allowed(who, next);
        boolean taken = accounts.find(next).filter(it -> !it.id().equals(account.id())).isPresent();
        String token = SecureTokens.token();
        String old = SecureTokens.token();
        transactions.executeWithoutResult(
                status -> {
                    rows.put(account.id(), next, token, Optional.of(old), clock.instant());
                    post.accept(new Asked(account, next, taken, token, Optional.of(old)));
                    tell(Optional.of(account.id()), account.id(), "identity.address-change-asked");
                });
    }

    /**
     * Gives the account another address at once: in a house that sends no mail nobody can be asked.
     *
     * @throws IdentityException {@code NOT_CONFIRMED}, {@code ADDRESS_SAME}, {@code EMAIL_TAKEN} or
     *     {@code TOO_MANY_TRIES}
     */
    public void changeWithoutMail(AccountPrincipal who, EmailAddress next) {
        Account account = allowed(who, next);
        settle(
                account.id(),
                () -> {
                    move(account.id(), next, Optional.empty());
                    return true;
                });
    }

    /**
     * What a link is about.
     *
     * @throws IdentityException {@code ADDRESS_LINK_INVALID}, or {@code TOO_MANY_TRIES} for whoever
     *     tries links out
     */
    public Claim find(String token, SignInDetails from) {
        List<Throttle.Counter> tries =
                List.of(new Throttle.Counter("address link " + from.network(), 30, LONGEST_WAIT));
        IdentityException.throwIfWaiting(gate.throttle().enter(tries));
        Claim claim = transactions.execute(status -> byToken(token, ""));
        gate.throttle().forgive(tries);
        return claim;
    }

    /**
     * The mailbox of the link says yes.
     *
     * @return whether that was the last word: the address is the account's now
     * @throws IdentityException {@code ADDRESS_LINK_INVALID}, {@code EMAIL_TAKEN} or {@code
     *     TOO_MANY_TRIES}
     */
    public boolean confirm(String token, SignInDetails from) {
        AccountId id = find(token, from).account();
        return settle(
                id,
                () -> {
                    byToken(token, " for update of c");
                    rows.confirm(token, clock.instant());
                    Claim now = byToken(token, "");
                    if (now.isChange() && !(now.newConfirmed() && now.oldConfirmed())) {
                        return false;
                    }
                    move(id, now.next(), Optional.of(clock.instant()));
                    return true;
                });
    }

    /**
     * Whoever has lost the present mailbox takes the new address, which has confirmed, once the
     * time for an objection is over.
     *
     * @throws IdentityException {@code NOT_CONFIRMED}, {@code ADDRESS_WAITS}, {@code
     *     ADDRESS_LINK_INVALID} or {@code EMAIL_TAKEN}
     */
    public void finish(AccountPrincipal who) {
        gate.confirmation().require(who);
        AccountId id = who.accountId();
        settle(
                id,
                () -> {
                    Instant now = clock.instant();
                    Claim claim =
                            rows.of(id, now, " for update of c")
                                    .orElseThrow(AddressClaims::invalid);
                    if (!claim.isChange()
                            || !claim.newConfirmed()
                            || now.isBefore(claim.openFrom())) {
                        throw new IdentityException(IdentityError.ADDRESS_WAITS);
                    }
                    move(id, claim.next(), Optional.of(now));
                    return true;
                });
    }

    /** Its person does not want it any more. */
    public void withdraw(AccountPrincipal who) {
        transactions.executeWithoutResult(status -> rows.remove(who.accountId()));
    }

    /**
     * The present mailbox objects: nothing changes, and since whoever asked had all that signs in,
     * all sessions end.
     *
     * @throws IdentityException {@code ADDRESS_LINK_INVALID} or {@code TOO_MANY_TRIES}
     */
    public void object(String token, SignInDetails from) {
        find(token, from);
        transactions.executeWithoutResult(
                status -> {
                    Claim claim = byToken(token, " for update of c");
                    if (claim.asked() != End.OLD) {
                        throw invalid();
                    }
                    rows.remove(claim.account());
                    sessions.endAll(claim.account());
                    tell(Optional.empty(), claim.account(), "identity.address-change-stopped");
                });
    }

    private Account allowed(AccountPrincipal who, EmailAddress next) {
        gate.confirmation().require(who);
        Account account = account(who.accountId());
        if (account.email().equals(next)) {
            throw new IdentityException(IdentityError.ADDRESS_SAME);
        }
        count(account.id());
        return account;
    }

    /** Letters to strangers' mailboxes must not be had by the hundred. */
    private void count(AccountId account) {
        IdentityException.throwIfWaiting(
                gate.throttle()
                        .enter(
                                List.of(
                                        new Throttle.Counter(
                                                "address letters " + account, 5, LONGEST_WAIT))));
    }

    private boolean settle(AccountId id, Supplier<Boolean> work) {
        try {
            return transactions.execute(status -> work.get());
        } catch (DuplicateKeyException e) {
            // Somebody has taken it meanwhile: what is under way leads nowhere any more.
            transactions.executeWithoutResult(status -> rows.remove(id));
            throw new IdentityException(IdentityError.EMAIL_TAKEN);
        }
    }

    private void move(AccountId id, EmailAddress next, Optional<Instant> verified) {
        EmailAddress former = account(id).email();
        rows.move(id, next, verified);
        rows.remove(id);
        if (former.equals(next)) {
            tell(Optional.of(id), id, "identity.address-verified");
        } else {
            tell(Optional.of(id), id, "identity.address-changed");
            gate.told().accept(new AddressChanged(id, former));
        }
    }

    private Account account(AccountId id) {
        return accounts.find(id)
                .orElseThrow(() -> new IdentityException(IdentityError.ACCOUNT_UNKNOWN));
    }

    private Claim byToken(String token, String lock) {
        return rows.byToken(token, clock.instant(), lock).orElseThrow(AddressClaims::invalid);
    }

    private void tell(Optional<AccountId> who, AccountId about, String act) {
        gate.audit().recordInstance(who, act, Optional.of(about.value()), Map.of());
    }

    private static IdentityException invalid() {
        return new IdentityException(IdentityError.ADDRESS_LINK_INVALID);
    }
}
