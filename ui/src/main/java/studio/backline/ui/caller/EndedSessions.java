package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.SessionToken;
import studio.backline.platform.identity.Sessions;

/**
 * Leads the windows of a session away whose row is gone, wherever and however it went: they ask for
 * their page anew, which ends the session and leads to sign in.
 */
public final class EndedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
    private static final String CONTEXT =
            HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private final Sessions sessions;

    EndedSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Those that may be told something; the others are led away. */
    public Set<VaadinSession> sift(Set<VaadinSession> windows) {
        Map<VaadinSession, SessionToken> tokens = new HashMap<>();
        Set<VaadinSession> told = new HashSet<>();
        for (VaadinSession each : windows) {
            try {
                token(each).ifPresentOrElse(it -> tokens.put(each, it), () -> told.add(each));
            } catch (IllegalStateException over) {
                LOG.debug("A session has ended by itself.", over);
            }
        }
        if (!tokens.isEmpty()) {
            Set<SessionToken> open = sessions.open(Set.copyOf(tokens.values()));
            for (Map.Entry<VaadinSession, SessionToken> each : tokens.entrySet()) {
                if (open.contains(each.getValue())) {
                    told.add(each.getKey());
                } else {
                    lead(each.getKey());
                }
            }
        }
        return told;
    }

    /** Whose it is; empty where nobody has signed in. */
    private static Optional<SessionToken> token(VaadinSession windows) {
        return browser(windows).getAttribute(CONTEXT) instanceof SecurityContext context
                        && context.getAuthentication() instanceof Authentication who
                        && who.getPrincipal() instanceof AccountPrincipal principal
                ? Optional.of(principal.session())
                : Optional.empty();
    }

    /**
     * The page that it asks for ends the browser's session. Ended from here, its sockets would go
     * with it before they had the word.
     */
    private static void lead(VaadinSession windows) {
        windows.access(
                () -> {
                    if (windows.getSession() != null && windows.getAttribute(Led.class) == null) {
                        windows.setAttribute(Led.class, new Led());
                        for (UI ui : List.copyOf(windows.getUIs())) {
                            ui.accessSynchronously(() -> ui.getPage().reload());
                        }
                    }
                });
    }

    private static WrappedSession browser(VaadinSession windows) {
        WrappedSession browser = windows.getSession();
        if (browser == null) {
            throw new IllegalStateException("The session has ended.");
        }
        return browser;
    }

    private record Led() {}
}
