package studio.backline.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.signin.FactorDuty;

/**
 * Leads owners and operators who have no second factor to where they set one up, and nowhere else.
 * A house that is reached on its own machine alone reminds them; see decision 0366.
 */
final class FactorGate extends OncePerRequestFilter {

    /** Where one sets up a second factor. */
    static final String PAGE = "/second-factor";

    private static final List<String> OPEN = List.of(PAGE, "/confirm", "/sign-out", "/error");

    private final FactorDuty duty;
    private final boolean reached;

    /**
     * @param reached whether people come from elsewhere
     */
    FactorGate(FactorDuty duty, boolean reached) {
        this.duty = duty;
        this.reached = reached;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!reached || isOpen(request) || !isLacking()) {
            chain.doFilter(request, response);
        } else if (HttpMethod.GET.matches(request.getMethod())
                && request.getParameter(SessionCheck.WINDOW) == null) {
            response.sendRedirect(request.getContextPath() + PAGE);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean isLacking() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal who
                && duty.isLacking(who.accountId());
    }

    private static boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return PublicFiles.match(request)
                || OPEN.stream().anyMatch(at -> path.equals(at) || path.startsWith(at + "/"));
    }
}
