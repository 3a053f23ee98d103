package studio.backline.platform.identity.signin;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.passkey.PasskeyRefusedException;
import studio.backline.platform.identity.passkey.Passkeys;
import studio.backline.platform.identity.throttle.Throttle;

/** Signs in with a passkey alone: it is the device and its owner's finger or number at once. */
public final class PasskeySignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeySignIn.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Throttle throttle;
    private final Welcome welcome;

    PasskeySignIn(Accounts accounts, Passkeys passkeys, Throttle throttle, Welcome welcome) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.throttle = throttle;
        this.welcome = welcome;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PasskeyToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication asked) throws SignInRefusedException {
        PasskeyToken token = (PasskeyToken) asked;
        SignInDetails from = Welcome.details(asked);
        try {
            return Welcome.authenticated(signIn(token.asked(), token.answer(), from), from);
        } catch (IdentityException e) {
            throw new SignInRefusedException(e);
        }
    }

    /**
     * Signs in.
     *
     * @throws IdentityException {@code PASSKEY_REFUSED} or {@code TOO_MANY_TRIES}
     */
    public AccountPrincipal signIn(Serializable asked, String answer, SignInDetails from) {
        AccountId id = judge(asked, answer, from);
        Account account = accounts.find(id).orElseThrow(PasskeySignIn::refused);
        return welcome.in(account, from, Welcome.By.PASSKEY);
    }

    /**
     * Whose it is.
     *
     * @throws IdentityException {@code PASSKEY_REFUSED} or {@code TOO_MANY_TRIES}
     */
    AccountId judge(Serializable asked, String answer, SignInDetails from) {
        // Nobody guesses a signature; what is bounded is the work that a stranger can cause.
        List<Throttle.Counter> tries =
                List.of(new Throttle.Counter("passkey " + from.network(), 30, LONGEST_WAIT));
        IdentityException.throwIfWaiting(throttle.enter(tries));
        try {
            AccountId account = passkeys.judge(asked, answer);
            throttle.forgive(tries);
            return account;
        } catch (PasskeyRefusedException e) {
            LOG.debug("A passkey was refused", e);
            throw refused();
        }
    }

    private static IdentityException refused() {
        return new IdentityException(IdentityError.PASSKEY_REFUSED);
    }
}
