package studio.backline.platform.health.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.springframework.web.filter.OncePerRequestFilter;
import studio.backline.platform.outbound.probe.ServerProbe;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a visitor who carries an awaited token what arrived of the visit, and nobody else anything.
 * Stands before all that judges visitors, so that what it would refuse can be told.
 */
final class VisitFilter extends OncePerRequestFilter {

    /** Set by Tomcat once it has believed a proxy. */
    private static final String BELIEVED = "org.apache.tomcat.request.forwarded";

    private static final int KEY_BYTES = 16;

    private final Visits visits;

    VisitFilter(Visits visits) {
        this.visits = visits;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = request.getHeader(Visits.HEADER);
        if (token == null || !visits.take(token)) {
            chain.doFilter(request, response);
            return;
        }
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgrade(request, response);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(report(request)));
    }

    private static VisitReport report(HttpServletRequest request) {
        String rest = request.getHeader("X-Forwarded-For");
        return new VisitReport(
                request.getRemoteAddr(),
                request.isSecure(),
                request.getServerName(),
                Boolean.TRUE.equals(request.getAttribute(BELIEVED)),
                rest == null ? "" : rest);
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String key = request.getHeader("Sec-WebSocket-Key");
        if (key == null || !isKey(key)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        response.setHeader("Sec-WebSocket-Accept", ServerProbe.proofFor(key));
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        request.upgrade(VisitUpgrade.class);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
