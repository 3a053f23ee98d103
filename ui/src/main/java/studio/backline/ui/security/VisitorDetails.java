package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import studio.backline.platform.identity.SignInDetails;

/** Where a sign-in comes from, for the throttle and the list of sessions. */
public final class VisitorDetails
        implements AuthenticationDetailsSource<HttpServletRequest, SignInDetails> {

    @Override
    public SignInDetails buildDetails(HttpServletRequest request) {
        String device = request.getHeader("User-Agent");
        return new SignInDetails(request.getRemoteAddr(), device == null ? "" : device);
    }
}
