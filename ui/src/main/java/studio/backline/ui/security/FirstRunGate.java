package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import studio.backline.platform.identity.FirstRun;

/** Until the house is open every address leads to the first run; from then on that is gone. */
final class FirstRunGate extends OncePerRequestFilter {

    private static final String FIRST_RUN = "/first-run";

    private final FirstRun firstRun;
    private volatile boolean done;

    FirstRunGate(FirstRun firstRun) {
        this.firstRun = firstRun;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean wanted = isFirstRun(request);
        if (!open()) {
            if (wanted) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        if (wanted || PublicFiles.match(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.sendRedirect(request.getContextPath() + FIRST_RUN);
    }

    private boolean open() {
        if (!done) {
            done = !firstRun.open();
        }
        return !done;
    }

    private static boolean isFirstRun(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(FIRST_RUN) || path.startsWith(FIRST_RUN + "/");
    }
}
