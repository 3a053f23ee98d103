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
public final class EndSession implements LogoutHandler {

    private static final String ATTRIBUTE = EndSession.class.getName();
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Sessions sessions;
    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(SOON).maximumSize(MOST).build();

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
     * Whether the browser asks in the name of a session that its person has just left. Pages do,
     * and so do the goodbyes of their windows; whichever is answered last gives it its next
     * session.
     */
    boolean isOver(HttpServletRequest request) {
        String session = request.getRequestedSessionId();
        return session != null
                && !PublicFiles.match(request)
                && ended.getIfPresent(session) != null;
    }

    /** Puts into a session of its own that this browser's person signed out. */
    static void remember(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, true);
    }

    /** Whether this browser's last session ended by signing out, as long as the next one lasts. */
    public static boolean isRememberedBy(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }
}
