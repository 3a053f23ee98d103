package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

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
        HttpSessionRequestCache cache = new WantedAddresses();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /**
     * Keeps of what somebody wanted the path alone: the name in front of it is the visitor's word.
     */
    private static final class WantedAddresses extends HttpSessionRequestCache {

        @Override
        public @Nullable SavedRequest getRequest(
                HttpServletRequest request, HttpServletResponse response) {
            return super.getRequest(request, response) instanceof DefaultSavedRequest wanted
                    ? new SimpleSavedRequest(
                            address(wanted.getRequestURI(), wanted.getQueryString()))
                    : null;
        }

        /** The browser asks anew with all that it needs, so nothing is put in its place. */
        @Override
        public @Nullable HttpServletRequest getMatchingRequest(
                HttpServletRequest request, HttpServletResponse response) {
            SavedRequest wanted = getRequest(request, response);
            String asked = address(request.getRequestURI(), request.getQueryString());
            if (wanted != null && wanted.getRedirectUrl().equals(asked)) {
                removeRequest(request, response);
            }
            return null;
        }

        /** With one slash in front: two would begin a name. */
        private static String address(@Nullable String path, @Nullable String query) {
            String below = String.valueOf(path).replaceFirst("^/*", "/");
            return query == null ? below : below + "?" + query;
        }
    }
}
