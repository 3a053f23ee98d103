package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.signin.HalfSignedIn;
import studio.backline.platform.identity.signin.SecondFactorNeededException;
import studio.backline.platform.identity.signin.SignInRefusedException;
import studio.backline.ui.text.HostTexts;

/**
 * Leads a refused sign-in back to its page. What was wrong waits in the session, not in the
 * address.
 */
public final class SignInFailure implements AuthenticationFailureHandler {

    /** The address of the sign-in page. */
    public static final String PAGE = "/sign-in";

    /** The address of the second step. */
    public static final String SECOND = PAGE + "/second";

    /** Where a passkey is shown. */
    public static final String PASSKEY = PAGE + "/passkey";

    private static final String ATTRIBUTE = SignInFailure.class.getName();
    private static final String HALF = HalfSignedIn.class.getName();
    private static final int LONGEST_MAIL = 254;

    /**
     * A try that was refused.
     *
     * @param mail the address as typed
     * @param refused why; null where it was not the account's fault
     */
    public record Try(String mail, @Nullable SignInRefusedException refused)
            implements Serializable {

        /** What is told of it. */
        public String words(HostTexts texts, Locale locale) {
            return refused == null ? texts.get("sign-in.broken") : refused.text(locale);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        if (exception instanceof SecondFactorNeededException needed) {
            request.getSession().setAttribute(HALF, needed.half());
            boolean stay = request.getParameter(StayingCookie.WANTED) != null;
            request.getSession().setAttribute(StayingCookie.WANTED, stay ? true : null);
            response.sendRedirect(request.getContextPath() + SECOND);
            return;
        }
        String mail = Optional.ofNullable(request.getParameter("username")).orElse("");
        SignInRefusedException refused =
                exception instanceof SignInRefusedException known ? known : null;
        String shown = mail.length() > LONGEST_MAIL ? "" : mail;
        request.getSession().setAttribute(ATTRIBUTE, new Try(shown, refused));
        boolean again = isSecond(request) && refused != null && !isOver(refused);
        if (!again) {
            request.getSession().removeAttribute(HALF);
        }
        response.sendRedirect(request.getContextPath() + (again ? SECOND : PAGE) + "?again");
    }

    private static boolean isSecond(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + SECOND);
    }

    private static boolean isOver(SignInRefusedException refused) {
        return refused.error() == IdentityError.SECOND_STEP_OVER;
    }

    /** Whoever knew the password and has not shown the second factor yet. */
    public static Optional<HalfSignedIn> half(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(HALF) instanceof HalfSignedIn half
                ? Optional.of(half)
                : Optional.empty();
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
