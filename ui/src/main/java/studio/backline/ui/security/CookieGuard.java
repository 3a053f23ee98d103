package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets no cookie out but those the notice names: the session's, and 'stay signed in' if chosen. */
final class CookieGuard extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(CookieGuard.class);

    private final Set<String> allowed;

    CookieGuard(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Guarded(response));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private boolean passes(String name) {
        if (allowed.contains(name)) {
            return true;
        }
        LOG.error("The cookie '{}' was not set: the notice names {} only.", name, allowed);
        return false;
    }

    private final class Guarded extends HttpServletResponseWrapper {

        Guarded(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addCookie(Cookie cookie) {
            if (passes(cookie.getName())) {
                super.addCookie(cookie);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (headerPasses(name, value)) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (headerPasses(name, value)) {
                super.setHeader(name, value);
            }
        }

        private boolean headerPasses(String header, String value) {
            return !"Set-Cookie".equalsIgnoreCase(header) || passes(value.split("=", 2)[0].strip());
        }
    }
}
