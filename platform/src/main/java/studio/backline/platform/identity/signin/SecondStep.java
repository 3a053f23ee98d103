package studio.backline.platform.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.mailed.FactorsChanged;
import studio.backline.platform.identity.throttle.Throttle;

/** The second step: a code of the authenticator app, or a recovery code. */
public final class SecondStep implements AuthenticationProvider {

    /** So long the second step may take. */
    public static final Duration TIME = Duration.ofMinutes(10);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int FREE = 5;
    private static final int CODE_LENGTH = 6;

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Throttle throttle;
    private final Clock clock;
    private final Welcome welcome;
    private final Consumer<FactorsChanged> told;

    SecondStep(
            Accounts accounts,
            SecondFactors factors,
            Throttle throttle,
            Clock clock,
            Welcome welcome,
            Consumer<FactorsChanged> told) {
        this.accounts = accounts;
        this.factors = factors;
        this.throttle = throttle;
        this.clock = clock;
        this.welcome = welcome;
        this.told = told;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return SecondStepToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication asked) throws SignInRefusedException {
        SecondStepToken token = (SecondStepToken) asked;
        SignInDetails from = Welcome.details(asked);
        try {
            return Welcome.authenticated(signIn(token.half(), token.code(), from), from);
        } catch (IdentityException e) {
            throw new SignInRefusedException(e);
        }
    }

    /**
     * Signs in.
     *
     * @throws IdentityException {@code SECOND_STEP_OVER}, {@code SECOND_FACTOR_WRONG} or {@code
     *     TOO_MANY_TRIES}
     */
    public AccountPrincipal signIn(HalfSignedIn half, String code, SignInDetails from) {
        AccountId id = new AccountId(half.account());
        Account account =
                accounts.find(id)
                        .filter(found -> stands(half, id))
                        .orElseThrow(() -> new IdentityException(IdentityError.SECOND_STEP_OVER));
        Welcome.By by = take(id, code);
        AccountPrincipal principal = welcome.in(account, from, by);
        if (by == Welcome.By.RECOVERY_CODE) {
            told.accept(new FactorsChanged(id, FactorsChanged.Change.RECOVERY_USED));
        }
        return principal;
    }

    /** Whether the account is asked for more than its password. */
    boolean isNeeded(AccountId account) {
        return factors.asked(account);
    }

    HalfSignedIn half(AccountId account, SignInDetails from) {
        return new HalfSignedIn(
                account.value(),
                clock.instant().plus(TIME),
                accounts.passwordSince(account).orElse(Instant.EPOCH),
                from);
    }

    private boolean stands(HalfSignedIn half, AccountId account) {
        return clock.instant().isBefore(half.until())
                && accounts.passwordSince(account)
                        .orElse(Instant.EPOCH)
                        .equals(half.passwordSince());
    }

    /**
     * What the code was.
     *
     * @throws IdentityException {@code SECOND_FACTOR_WRONG} or {@code TOO_MANY_TRIES}
     */
    Welcome.By take(AccountId account, String code) {
        List<Throttle.Counter> tries = List.of(counter(account));
        IdentityException.throwIfWaiting(throttle.enter(tries));
        Optional<Welcome.By> taken = taken(account, code.strip());
        throttle.clear(taken.isPresent() ? tries : List.of());
        return taken.orElseThrow(() -> new IdentityException(IdentityError.SECOND_FACTOR_WRONG));
    }

    private Optional<Welcome.By> taken(AccountId account, String code) {
        if (code.replaceAll("\\s", "").length() <= CODE_LENGTH) {
            return factors.authenticators().take(account, code)
                    ? Optional.of(Welcome.By.AUTHENTICATOR)
                    : Optional.empty();
        }
        return factors.recoveryCodes().spend(account, code)
                ? Optional.of(Welcome.By.RECOVERY_CODE)
                : Optional.empty();
    }

    /**
     * Only who knows the password comes this far; whoever fears that another does takes a new
     * password, with which the count begins anew.
     */
    private Throttle.Counter counter(AccountId account) {
        Instant since = accounts.passwordSince(account).orElse(Instant.EPOCH);
        return new Throttle.Counter(
                "second factor of %s since %s".formatted(account, since), FREE, LONGEST_WAIT);
    }
}
