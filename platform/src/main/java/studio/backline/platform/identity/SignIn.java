package studio.backline.platform.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.PasswordBusyException;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.throttle.KnownNetworks;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * Signs in with address and password. An address without an account gets the same answer after the
 * same work as a wrong password; each try is throttled by account, by network, and by both.
 */
public final class SignIn implements AuthenticationProvider {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** Short, since strangers anywhere can cause it: a person who waits so long gets in. */
    private static final Duration OWNER_WAITS = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Throttle throttle;
    private final PasswordHash hash;
    private final KnownNetworks networks;
    private final Audit audit;

    SignIn(
            Accounts accounts,
            Sessions sessions,
            Throttle throttle,
            PasswordHash hash,
            KnownNetworks networks,
            Audit audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.hash = hash;
        this.networks = networks;
        this.audit = audit;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Signs in and starts a session, whose token is in the principal. */
    @Override
    public Authentication authenticate(Authentication asked) throws SignInRefusedException {
        Object password = asked.getCredentials();
        SignInDetails from = details(asked.getDetails());
        try {
            AccountPrincipal principal =
                    signIn(asked.getName(), password == null ? "" : password.toString(), from);
            UsernamePasswordAuthenticationToken done =
                    UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
            done.setDetails(from);
            return done;
        } catch (IdentityException e) {
            throw new SignInRefusedException(e);
        }
    }

    /**
     * Signs in and starts a session.
     *
     * @throws IdentityException {@code SIGN_IN_FAILED}, {@code TOO_MANY_TRIES} or {@code BUSY}
     */
    public AccountPrincipal signIn(String address, String password, SignInDetails from) {
        Optional<EmailAddress> email = email(address);
        Optional<Account> account = email.flatMap(accounts::find);
        // An address that cannot be one is counted as well, under one name for all of them.
        String who = email.map(EmailAddress::key).orElse("no address");
        Throttle.Counter both = pair(who, from.network());
        List<Throttle.Counter> others = new ArrayList<>();
        others.add(new Throttle.Counter("network " + from.network(), 20, QUARTER));
        if (account.isEmpty() || !networks.knows(account.get().id(), from.network())) {
            others.add(new Throttle.Counter("account " + who, 20, OWNER_WAITS));
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
        return welcome(account.orElseThrow(), from);
    }

    private boolean isRight(Optional<Account> account, String password) {
        Optional<String> stored = account.flatMap(found -> accounts.storedPassword(found.id()));
        try {
            if (account.isEmpty() || stored.isEmpty()) {
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

    private AccountPrincipal welcome(Account account, SignInDetails from) {
        SessionToken token = sessions.start(account.id(), from);
        networks.remember(account.id(), from.network());
        audit.recordInstance(
                Optional.of(account.id()),
                "identity.signed-in",
                Optional.of(account.id().value()),
                Map.of());
        return new AccountPrincipal(
                account.id().value(), account.email().value(), account.displayName(), token);
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

    private static SignInDetails details(@Nullable Object details) {
        if (details instanceof SignInDetails from) {
            return from;
        }
        if (details instanceof WebAuthenticationDetails web && web.getRemoteAddress() != null) {
            return new SignInDetails(web.getRemoteAddress(), "");
        }
        return SignInDetails.unknown();
    }
}
