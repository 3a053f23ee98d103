package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers visitors who come without TLS from another machine with a page that says what to do, so
 * that no password and no session crosses a network in the clear. A proxy that is not configured
 * makes visitors look local: its headers give it away, or the name that they typed.
 */
final class TlsGate extends OncePerRequestFilter {

    static final String PAGE = "/error/needs-tls";

    private static final Set<String> OF_A_PROXY = Set.of("forwarded", "via", "x-real-ip");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (safe(request) || PublicFiles.match(request)) {
            chain.doFilter(request, response);
            return;
        }
        request.getRequestDispatcher(PAGE).forward(new Read(request), response);
    }

    /** Of a form that was sent nothing is taken: the page is read, and no token is asked for. */
    private static final class Read extends HttpServletRequestWrapper {

        Read(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }

    private static boolean safe(HttpServletRequest request) {
        return request.isSecure()
                || loopback(request.getRemoteAddr())
                        && !forwarded(request)
                        && isOfThisMachine(request.getServerName());
    }

    private static boolean forwarded(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("x-forwarded-") || OF_A_PROXY.contains(name));
    }

    /** A proxy that tells of nobody may still leave the name that was typed. */
    private static boolean isOfThisMachine(String name) {
        String typed = name.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return typed.equals("localhost") || typed.endsWith(".localhost") || loopback(typed);
    }

    private static boolean loopback(String address) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
