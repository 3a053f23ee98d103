package studio.backline.platform.identity.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import studio.backline.platform.encryption.PasswordBusyException;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * The first step: address and password. An address without an account gets the same answer after
 * the same work as a wrong password; each try is throttled by account, by network, by both, and in
 * all. An account with a second factor is not signed in by it yet.
 */
public final class SignIn implements AuthenticationProvider {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** Short, since strangers anywhere can cause it: a person who waits so long gets in. */
    private static final Duration OWNER_WAITS = Duration.ofSeconds(30);

    /** Everybody's failures together, which slow those that are known nowhere. */
    private static final Throttle.Counter ALL =
            new Throttle.Counter("everybody", 300, Duration.ofSeconds(5), true);

    private final Accounts accounts;
    private final Throttle throttle;
    private final PasswordHash hash;
    private final SecondStep second;
    private final Welcome welcome;

    SignIn(
            Accounts accounts,
            Throttle throttle,
            PasswordHash hash,
            SecondStep second,
            Welcome welcome) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.hash = hash;
        this.second = second;
        this.welcome = welcome;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * Signs in and starts a session, whose token is in the principal.
     *
     * @throws SecondFactorNeededException where the password was right and is not enough
     */
    @Override
    public Authentication authenticate(Authentication asked) throws SignInRefusedException {
        Object password = asked.getCredentials();
        SignInDetails from = Welcome.details(asked);
        try {
            return Welcome.authenticated(
                    signIn(asked.getName(), password == null ? "" : password.toString(), from),
                    from);
        } catch (IdentityException e) {
            throw new SignInRefusedException(e);
        }
    }

    /**
     * Signs in and starts a session.
     *
     * @throws IdentityException {@code SIGN_IN_FAILED}, {@code TOO_MANY_TRIES} or {@code BUSY}
     * @throws SecondFactorNeededException where the password was right and is not enough
     */
    public AccountPrincipal signIn(String address, String password, SignInDetails from) {
        Optional<EmailAddress> email = email(address);
        Optional<Account> account = email.flatMap(accounts::find);
        // An address that cannot be one is counted as well, under one name for all of them.
        String who = email.map(EmailAddress::key).orElse("no address");
        Throttle.Counter both = pair(who, from.network());
        List<Throttle.Counter> others = new ArrayList<>();
        boolean known = account.isPresent() && welcome.knows(account.get().id(), from.network());
        // From where somebody has come in before, what neighbours do is what strangers do.
        others.add(new Throttle.Counter("network " + from.network(), 20, QUARTER, known));
        if (!known) {
            others.add(new Throttle.Counter("account " + who, 20, OWNER_WAITS, true));
            others.add(ALL);
        }
        List<Throttle.Counter> all = new ArrayList<>(others);
        all.add(both);
        IdentityException.throwIfWaiting(throttle.enter(all));
        if (!isRight(account, password)) {
            throw new IdentityException(IdentityError.SIGN_IN_FAILED);
        }
        throttle.clear(List.of(both));
        throttle.forgive(others);
        throttle.sweep();
        Account found = account.orElseThrow();
        if (second.isNeeded(found.id())) {
            throw new SecondFactorNeededException(second.half(found.id(), from));
        }
        return welcome.in(found, from, Welcome.By.PASSWORD);
    }

    private boolean isRight(Optional<Account> account, String password) {
        Optional<String> stored = account.flatMap(found -> accounts.storedPassword(found.id()));
        try {
            if (account.isEmpty() || stored.isEmpty() || !PasswordHash.fits(password)) {
                hash.matchNobody(password);
                return false;
            }
            if (!hash.matches(password, stored.get())) {
                return false;
            }
            if (hash.needsUpgrade(stored.get())) {
                accounts.store(account.get().id(), hash.hash(password));
            }
            return true;
        } catch (PasswordBusyException e) {
            throw new IdentityException(IdentityError.BUSY);
        }
    }

    private static Throttle.Counter pair(String who, String network) {
        return new Throttle.Counter("account " + who + " network " + network, 4, QUARTER);
    }

    private static Optional<EmailAddress> email(String address) {
        try {
            return Optional.of(new EmailAddress(address));
        } catch (IdentityException e) {
            // Not told apart from a wrong password.
            return Optional.empty();
        }
    }
}
