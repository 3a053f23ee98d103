package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Sessions;

/** Ends the session's row when a person signs out. */
record EndSession(Sessions sessions) implements LogoutHandler {

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        if (authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal principal) {
            sessions.end(principal.session());
        }
    }
}
