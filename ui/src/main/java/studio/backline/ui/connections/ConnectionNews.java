package studio.backline.ui.connections;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * What came of going to a provider, kept until the screen of connections has told it.
 *
 * @param good whether something is connected
 * @param text in words
 */
record ConnectionNews(boolean good, String text) implements Serializable {

    private static final String NAME = ConnectionNews.class.getName();

    void keep(HttpSession session) {
        session.setAttribute(NAME, this);
    }

    /** What there is to tell, once. */
    static Optional<ConnectionNews> take(HttpSession session) {
        Object kept = session.getAttribute(NAME);
        session.removeAttribute(NAME);
        return kept instanceof ConnectionNews news ? Optional.of(news) : Optional.empty();
    }
}
