package studio.backline.ui.caller;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import studio.backline.platform.identity.AccountPrincipal;

/** The account in front of the browser. */
public final class SignedIn {

    SignedIn() {}

    /** Who signed in; empty on a page before sign-in and on a thread that serves nobody. */
    public Optional<AccountPrincipal> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                        && authentication.getPrincipal() instanceof AccountPrincipal principal
                ? Optional.of(principal)
                : Optional.empty();
    }

    /** Who signed in; only where the chain has let nobody else through. */
    public AccountPrincipal require() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in here."));
    }
}
