package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** A form beside the one for passwords by which one signs in. */
final class WayIn extends AbstractAuthenticationProcessingFilter {

    private final Function<HttpServletRequest, AbstractAuthenticationToken> shown;

    /**
     * @param path where the form goes
     * @param shown what it proves, not judged yet
     */
    WayIn(String path, Function<HttpServletRequest, AbstractAuthenticationToken> shown) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path));
        this.shown = shown;
    }

    @Override
    public Authentication attemptAuthentication(
            HttpServletRequest request, HttpServletResponse response) {
        AbstractAuthenticationToken token = shown.apply(request);
        token.setDetails(new VisitorDetails().buildDetails(request));
        return getAuthenticationManager().authenticate(token);
    }
}
