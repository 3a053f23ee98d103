package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the protecting headers on every answer, errors and files included. The policy is the one of
 * pages without script; only Vaadin's host page asks for another, see {@link VaadinPagePolicy}.
 */
public final class SecurityHeaders extends OncePerRequestFilter {

    /** The header that says what a page may load and run. */
    public static final String POLICY = "Content-Security-Policy";

    static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Lets a page run the script that asks a browser for passkeys, which is a file of ours. */
    public static void allowPasskeys(HttpServletResponse response) {
        response.setHeader(POLICY, PAGE_POLICY + "; script-src 'self'; connect-src 'self'");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        put(response, request.isSecure());
        if (!PublicFiles.match(request)) {
            // Pages and their redirects tell of people. What may be kept says so itself.
            response.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }

    /** Puts them on an answer; also for those that the web server gives before any filter. */
    public static void put(HttpServletResponse response, boolean secure) {
        response.setHeader(POLICY, PAGE_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(
                "Permissions-Policy",
                "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                        + " microphone=(), midi=(), payment=(), usb=(), browsing-topics=()");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** A reset of the response on its way to an error page drops headers: they come again. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
