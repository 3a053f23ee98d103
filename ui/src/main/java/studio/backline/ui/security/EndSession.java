package studio.backline.ui.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Sessions;

/**
 * Ends the session's row when a person signs out, and knows the browser again that did: a window
 * learns that its session has ended before it learns where to go, and asks for its page anew.
 */
final class EndSession implements LogoutHandler {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final Sessions sessions;
    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(SOON).maximumSize(MOST).build();
    private final Cache<String, Boolean> told =
            Caffeine.newBuilder().expireAfterWrite(AT_ONCE).maximumSize(MOST).build();

    EndSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        if (authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal principal) {
            // First of all: its windows hear at once that the session has ended, and ask again.
            if (request.getRequestedSessionId() != null) {
                ended.put(request.getRequestedSessionId(), true);
            }
            sessions.end(principal.session());
        }
    }

    /**
     * Whether this is a page that the browser asks for after signing out and before it was told so.
     * A window may ask twice, and leave the first answer behind, even when it has been the page
     * that tells: that gave the browser another session, which is told once more.
     */
    boolean isToBeTold(HttpServletRequest request) {
        String session = request.getRequestedSessionId();
        return session != null
                && request.getMethod().equals("GET")
                && request.getParameter("v-r") == null
                && !isTelling(request)
                && !PublicFiles.match(request)
                && (ended.getIfPresent(session) != null || isToldAgain(session, request));
    }

    /** The page that tells has been answered: its session is known for a moment. */
    void told(HttpServletRequest request) {
        String session = request.getRequestedSessionId();
        HttpSession fresh = request.getSession(false);
        if (session != null
                && fresh != null
                && isTelling(request)
                && ended.getIfPresent(session) != null) {
            told.put(fresh.getId(), true);
        }
    }

    private static boolean isTelling(HttpServletRequest request) {
        return request.getParameter("out") != null;
    }

    /** The form to sign in is left as it is: it may say that a password was wrong. */
    private boolean isToldAgain(String session, HttpServletRequest request) {
        return !request.getServletPath().equals(SignInFailure.PAGE)
                && told.asMap().remove(session) != null;
    }
}
