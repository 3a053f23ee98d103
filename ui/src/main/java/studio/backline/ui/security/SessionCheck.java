package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Sessions;

/** Asks on each request whether the session's row is still there: it can be ended from anywhere. */
final class SessionCheck extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCheck.class);

    /** What Vaadin's windows say that they want. */
    static final String WINDOW = "v-r";

    private final Sessions sessions;
    private final EndSession ends;

    SessionCheck(Sessions sessions, EndSession ends) {
        this.ends = ends;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ends.isOver(request)) {
            leave(request);
            EndSession.remember(request);
            if (isOtherPage(request)) {
                response.sendRedirect(request.getContextPath() + SignInFailure.PAGE + "?out");
                return;
            }
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null
                && authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal principal) {
            if (ended(request, principal)) {
                leave(request);
            } else {
                SessionLife.lengthen(session);
            }
        }
        chain.doFilter(request, response);
    }

    /** A page other than the one to sign in; a window's own requests have answers of their own. */
    private static boolean isOtherPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getParameter(WINDOW) == null
                && !request.getServletPath().equals(SignInFailure.PAGE);
    }

    private static void leave(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            try {
                session.invalidate();
            } catch (IllegalStateException over) {
                LOG.debug("Its windows were ended in the same instant.", over);
            }
        }
    }

    /**
     * A browser's heartbeat and the socket for push are no use by a person: they keep nothing open.
     */
    private boolean ended(HttpServletRequest request, AccountPrincipal principal) {
        String kind = request.getParameter(WINDOW);
        boolean person = !"heartbeat".equals(kind) && !"push".equals(kind);
        return person
                ? sessions.check(principal.session()).isEmpty()
                : sessions.peek(principal.session()).isEmpty();
    }
}
