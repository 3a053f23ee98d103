package studio.backline.ui.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import studio.backline.platform.identity.passkey.Ceremony;

/** What a browser was asked about a passkey last; each question has one answer. */
public final class PasskeyTalk {

    private static final String ATTRIBUTE = PasskeyTalk.class.getName();

    private PasskeyTalk() {}

    /** Remembers a question, and gives what the browser's script takes. */
    public static String begin(HttpServletRequest request, Ceremony ceremony) {
        request.getSession().setAttribute(ATTRIBUTE, ceremony);
        return ceremony.json();
    }

    /** The question that is open, which it is no longer. */
    public static Optional<Serializable> end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof Ceremony ceremony)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(ceremony.asked());
    }
}
