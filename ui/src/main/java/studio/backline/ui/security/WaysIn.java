package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.signin.HalfSignedIn;
import studio.backline.platform.identity.signin.PasskeyToken;
import studio.backline.platform.identity.signin.SecondStepToken;
import studio.backline.ui.passkey.PasskeyTalk;

/**
 * The second step and the passkey, with all that Spring Security does for the password's form: a
 * new session id, a new token against forged forms, the way back to where one wanted to go.
 */
final class WaysIn extends AbstractHttpConfigurer<WaysIn, HttpSecurity> {

    private final AuthenticationManager manager;
    private final SignInFailure failure;

    WaysIn(AuthenticationManager manager, SignInFailure failure) {
        this.manager = manager;
        this.failure = failure;
    }

    @Override
    public void configure(HttpSecurity http) {
        List.of(
                        new WayIn(SignInFailure.SECOND, WaysIn::second),
                        new WayIn(SignInFailure.PASSKEY, WaysIn::passkey))
                .forEach(
                        way ->
                                http.addFilterAfter(
                                        prepared(way, http),
                                        UsernamePasswordAuthenticationFilter.class));
    }

    private WayIn prepared(WayIn way, HttpSecurity http) {
        way.setAuthenticationManager(manager);
        way.setAuthenticationFailureHandler(failure);
        way.setSessionAuthenticationStrategy(
                http.getSharedObject(SessionAuthenticationStrategy.class));
        way.setSecurityContextRepository(http.getSharedObject(SecurityContextRepository.class));
        way.setRememberMeServices(http.getSharedObject(RememberMeServices.class));
        SavedRequestAwareAuthenticationSuccessHandler back =
                new SavedRequestAwareAuthenticationSuccessHandler();
        back.setRequestCache(http.getSharedObject(RequestCache.class));
        way.setAuthenticationSuccessHandler(back);
        return way;
    }

    private static SecondStepToken second(HttpServletRequest request) {
        HalfSignedIn nobody =
                new HalfSignedIn(
                        new UUID(0, 0), Instant.EPOCH, Instant.EPOCH, SignInDetails.unknown());
        return new SecondStepToken(
                SignInFailure.half(request).orElse(nobody), parameter(request, "code"));
    }

    private static PasskeyToken passkey(HttpServletRequest request) {
        return new PasskeyToken(PasskeyTalk.end(request).orElse(""), parameter(request, "answer"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
