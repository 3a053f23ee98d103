package studio.backline.platform.identity.signin;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.PasswordBusyException;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * Proving once more who one is, before what a stranger at an open window must not do. It takes as
 * much as signing in does.
 */
public final class Confirmation {

    /** For so long one proof is enough. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Ways ways;
    private final PasswordHash hash;
    private final Clock clock;

    Confirmation(
            Accounts accounts,
            Sessions sessions,
            SecondFactors factors,
            Ways ways,
            PasswordHash hash,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.ways = ways;
        this.hash = hash;
        this.clock = clock;
    }

    /** How one can. */
    record Ways(Throttle throttle, SecondStep second, PasskeySignIn passkeys) {}

    /** Whether the person of this session has proven of late who they are. */
    public boolean isFresh(AccountPrincipal who) {
        Instant since = clock.instant().minus(GOOD_FOR);
        return sessions.confirmedAt(who.session()).filter(since::isBefore).isPresent();
    }

    /**
     * Goes on only for whoever has.
     *
     * @throws IdentityException {@code NOT_CONFIRMED}
     */
    public void require(AccountPrincipal who) {
        if (!isFresh(who)) {
            throw new IdentityException(IdentityError.NOT_CONFIRMED);
        }
    }

    /** Whether a code is asked for beside the password. */
    public boolean takesCode(AccountId account) {
        return factors.takesCode(account);
    }

    /** Whether the account has a passkey that can be used here. */
    public boolean takesPasskey(AccountId account) {
        return factors.passkeys().usable(account) > 0;
    }

    /**
     * By the password, and a code where the account has an app.
     *
     * @throws IdentityException {@code PASSWORD_WRONG}, {@code SECOND_FACTOR_WRONG}, {@code
     *     SECOND_FACTOR_MISSING}, {@code TOO_MANY_TRIES} or {@code BUSY}
     */
    public void byPassword(AccountPrincipal who, String password, String code) {
        AccountId account = who.accountId();
        List<Throttle.Counter> tries =
                List.of(new Throttle.Counter("password of " + account, 5, LONGEST_WAIT));
        IdentityException.throwIfWaiting(ways.throttle().enter(tries));
        if (!isRight(account, password)) {
            throw new IdentityException(IdentityError.PASSWORD_WRONG);
        }
        ways.throttle().clear(tries);
        if (takesCode(account)) {
            ways.second().take(account, code);
        } else if (takesPasskey(account)) {
            throw new IdentityException(IdentityError.SECOND_FACTOR_MISSING);
        }
        sessions.confirm(who.session());
    }

    /**
     * By a passkey, which must be the person's own.
     *
     * @throws IdentityException {@code PASSKEY_REFUSED} or {@code TOO_MANY_TRIES}
     */
    public void byPasskey(
            AccountPrincipal who, Serializable asked, String answer, SignInDetails from) {
        if (!ways.passkeys().judge(asked, answer, from).equals(who.accountId())) {
            throw new IdentityException(IdentityError.PASSKEY_REFUSED);
        }
        sessions.confirm(who.session());
    }

    private boolean isRight(AccountId account, String password) {
        try {
            return accounts.storedPassword(account)
                    .map(stored -> hash.matches(password, stored))
                    .orElse(false);
        } catch (PasswordBusyException e) {
            throw new IdentityException(IdentityError.BUSY);
        }
    }
}
