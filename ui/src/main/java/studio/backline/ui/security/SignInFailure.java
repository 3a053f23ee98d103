package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import studio.backline.platform.identity.SignInRefusedException;

/**
 * Leads a refused sign-in back to its page. What was wrong waits in the session, not in the
 * address.
 */
public final class SignInFailure implements AuthenticationFailureHandler {

    /** The address of the sign-in page. */
    public static final String PAGE = "/sign-in";

    private static final String ATTRIBUTE = SignInFailure.class.getName();
    private static final int LONGEST_MAIL = 254;

    /**
     * A try that was refused.
     *
     * @param mail the address as typed
     * @param refused why; null where it was not the account's fault
     */
    public record Try(String mail, @Nullable SignInRefusedException refused)
            implements Serializable {}

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        String mail = Optional.ofNullable(request.getParameter("username")).orElse("");
        SignInRefusedException refused =
                exception instanceof SignInRefusedException known ? known : null;
        String shown = mail.length() > LONGEST_MAIL ? "" : mail;
        request.getSession().setAttribute(ATTRIBUTE, new Try(shown, refused));
        response.sendRedirect(request.getContextPath() + PAGE + "?again");
    }

    /** The last refused try of this browser; told once. */
    public static Optional<Try> takeFrom(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof Try last)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(last);
    }
}
