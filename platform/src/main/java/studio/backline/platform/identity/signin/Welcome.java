package studio.backline.platform.identity.signin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.SessionToken;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.throttle.KnownNetworks;

/** What every way in ends with: a session, the network remembered, an entry in the audit trail. */
final class Welcome {

    private final Sessions sessions;
    private final KnownNetworks networks;
    private final Audit audit;

    Welcome(Sessions sessions, KnownNetworks networks, Audit audit) {
        this.sessions = sessions;
        this.networks = networks;
        this.audit = audit;
    }

    /** What somebody has shown. */
    enum By {
        PASSWORD,
        AUTHENTICATOR,
        RECOVERY_CODE,
        PASSKEY
    }

    /** Whether the account has come in from this network of late. */
    boolean knows(AccountId account, String network) {
        return networks.knows(account, network);
    }

    /** Signs in. */
    AccountPrincipal in(Account account, SignInDetails from, By by) {
        SessionToken token = sessions.start(account.id(), from);
        networks.remember(account.id(), from.network());
        audit.recordInstance(
                Optional.of(account.id()),
                "identity.signed-in",
                Optional.of(account.id().value()),
                Map.of("by", by.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return principal(account, token);
    }

    /** Signs in whoever has a browser that stays so; they have shown nothing today. */
    AccountPrincipal back(Account account, SignInDetails from, RememberedBrowsers.Resumed resumed) {
        SessionToken token = sessions.resume(account.id(), from, resumed.browser());
        return principal(account, token);
    }

    private static AccountPrincipal principal(Account account, SessionToken token) {
        return new AccountPrincipal(
                account.id().value(), account.email().value(), account.displayName(), token);
    }

    /** What Spring Security keeps of it. */
    static Authentication authenticated(AccountPrincipal principal, SignInDetails from) {
        UsernamePasswordAuthenticationToken done =
                UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
        done.setDetails(from);
        return done;
    }

    /** Where the one who asks is. */
    static SignInDetails details(Authentication asked) {
        return switch (asked.getDetails()) {
            case SignInDetails from -> from;
            case WebAuthenticationDetails web when web.getRemoteAddress() != null ->
                    new SignInDetails(web.getRemoteAddress(), "");
            case null, default -> SignInDetails.unknown();
        };
    }
}
