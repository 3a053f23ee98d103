package studio.backline.ui.security;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;

/** How long a session waits for its person, who is known or has typed something worth keeping. */
public final class SessionLife {

    private static final int IDLE_SECONDS = (int) Duration.ofHours(1).toSeconds();

    private SessionLife() {}

    /** The session is kept for an hour after each use, and not as short as a stranger's. */
    public static void lengthen(HttpSession session) {
        if (session.getMaxInactiveInterval() != IDLE_SECONDS) {
            session.setMaxInactiveInterval(IDLE_SECONDS);
        }
    }
}
