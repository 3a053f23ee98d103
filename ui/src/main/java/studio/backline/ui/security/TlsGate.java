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
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers visitors who come without TLS from another machine with a page that says what to do, so
 * that no password and no session crosses a network in the clear. A proxy that is not configured
 * makes visitors look local: its headers give it away, or the name that they typed, which a browser
 * also sends with whatever comes from a page.
 */
final class TlsGate extends OncePerRequestFilter {

    static final String PAGE = "/error/needs-tls";

    private static final Set<String> OF_A_PROXY = Set.of("forwarded", "via", "x-real-ip");

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://(\\[[^\\]]*]|[^/:?#@\\[\\]]+)(:\\d*)?([/?#].*)?",
                    Pattern.CASE_INSENSITIVE);

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
                        && isOfThisMachine(request.getServerName())
                        && comesFromHere(request);
    }

    /**
     * A proxy that leaves no name of its own passes on which page a browser is at. One that speaks
     * as proxies did in 1996 is told at the first page, before there is anything to send.
     */
    private static boolean comesFromHere(HttpServletRequest request) {
        return !("HTTP/1.0".equals(request.getProtocol()) && isOfABrowser(request))
                && namesThisMachine(request, "Origin")
                && (isALinkElsewhere(request) || namesThisMachine(request, "Referer"));
    }

    /** Whoever only asks whether the house is there, as a balancer does, says nothing like it. */
    private static boolean isOfABrowser(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent != null && agent.startsWith("Mozilla/");
    }

    /**
     * Another site has led here; browsers say so on the way to TLS or to their own machine only.
     */
    private static boolean isALinkElsewhere(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Where there is such a header, it names this machine. */
    private static boolean namesThisMachine(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .map(ADDRESS::matcher)
                .allMatch(page -> page.matches() && isOfThisMachine(page.group(1)));
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
