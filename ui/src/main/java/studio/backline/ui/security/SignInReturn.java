package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Where signing in leads back to. */
public final class SignInReturn {

    private SignInReturn() {}

    /** Signing in opens the address of this request again. */
    public static void to(HttpServletRequest request, HttpServletResponse response) {
        withoutMark().saveRequest(request, response);
    }

    /** Spring would mark the address that somebody wanted, and the mark would stay in it. */
    @SuppressWarnings("NullAway") // Spring's own way to say that there is no mark.
    static RequestCache withoutMark() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }
}
