package studio.backline.platform.identity.signin;

import java.time.Instant;
import java.util.Optional;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;

/**
 * Staying signed in, for whoever asked for it at the door. A session that begins so has shown
 * nothing: what asks for more asks again.
 */
public final class StayingSignedIn {

    private final RememberedBrowsers browsers;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Welcome welcome;

    StayingSignedIn(
            RememberedBrowsers browsers, Accounts accounts, Sessions sessions, Welcome welcome) {
        this.browsers = browsers;
        this.accounts = accounts;
        this.sessions = sessions;
        this.welcome = welcome;
    }

    /**
     * What the browser keeps.
     *
     * @param value of its cookie
     * @param until when it is good
     */
    public record Cookie(String value, Instant until) {

        /** Not the value. */
        @Override
        public String toString() {
            return "Cookie[…]";
        }
    }

    /**
     * A browser that is signed in again.
     *
     * @param principal who it is
     * @param next what it keeps from now on; empty where another window of it got that already
     */
    public record Back(AccountPrincipal principal, Optional<Cookie> next) {}

    /** The browser of whoever has just signed in stays so. */
    public Cookie begin(AccountPrincipal who, SignInDetails from) {
        RememberedBrowsers.Kept kept = browsers.begin(who.accountId(), from);
        sessions.rememberIn(who.session(), kept.browser());
        return new Cookie(kept.value(), kept.until());
    }

    /** Signs a browser in again; empty for one that is not known. */
    public Optional<Back> resume(String cookie, SignInDetails from) {
        return browsers.resume(cookie)
                .flatMap(
                        resumed ->
                                accounts.find(resumed.account())
                                        .map(
                                                account ->
                                                        new Back(
                                                                welcome.back(
                                                                        account, from, resumed),
                                                                resumed.next()
                                                                        .map(
                                                                                kept ->
                                                                                        new Cookie(
                                                                                                kept
                                                                                                        .value(),
                                                                                                kept
                                                                                                        .until())))));
    }

    /** The browser does not stay signed in any more. */
    public void forget(String cookie) {
        browsers.forget(cookie);
    }
}
