package studio.backline.ui.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.signin.StayingSignedIn;

/** The cookie of a browser that stays signed in, where its person ticked the box at the door. */
final class StayingCookie implements RememberMeServices, LogoutHandler {

    /** The box, also as it waits in the session for the second step. */
    static final String WANTED = "stay";

    private final StayingSignedIn staying;
    private final SessionCookie cookie;
    private final String key;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param key by which what comes from here is believed
     */
    StayingCookie(StayingSignedIn staying, SessionCookie cookie, String key) {
        this.staying = staying;
        this.cookie = cookie;
        this.key = key;
    }

    /** For a page that a person opens: what a window sends by itself finds its session gone. */
    @Override
    public @Nullable Authentication autoLogin(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<String> kept = kept(request);
        if (kept.isEmpty() || !isPage(request)) {
            return null;
        }
        SignInDetails from = new VisitorDetails().buildDetails(request);
        Optional<StayingSignedIn.Back> back = staying.resume(kept.get(), from);
        if (back.isEmpty()) {
            set(response, "", Instant.EPOCH);
            return null;
        }
        back.get().next().ifPresent(next -> set(response, next.value(), next.until()));
        RememberMeAuthenticationToken token =
                new RememberMeAuthenticationToken(key, back.get().principal(), List.of());
        token.setDetails(from);
        return token;
    }

    private static boolean isPage(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && request.getParameter(SessionCheck.WINDOW) == null
                && !PublicFiles.match(request)
                && Optional.ofNullable(request.getHeader("Accept"))
                        .orElse("")
                        .contains("text/html");
    }

    @Override
    public void loginFail(HttpServletRequest request, HttpServletResponse response) {
        // A wrong password beside it says nothing about the browser.
    }

    @Override
    public void loginSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication done) {
        boolean wanted =
                request.getParameter(WANTED) != null && !request.getParameter(WANTED).isEmpty()
                        || request.getSession().getAttribute(WANTED) != null;
        request.getSession().removeAttribute(WANTED);
        if (wanted && done.getPrincipal() instanceof AccountPrincipal who) {
            kept(request).ifPresent(staying::forget);
            StayingSignedIn.Cookie made =
                    staying.begin(who, new VisitorDetails().buildDetails(request));
            set(response, made.value(), made.until());
        }
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        kept(request)
                .ifPresent(
                        value -> {
                            staying.forget(value);
                            set(response, "", Instant.EPOCH);
                        });
    }

    private Optional<String> kept(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(each -> each.getName().equals(cookie.staying()))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private void set(HttpServletResponse response, String value, Instant until) {
        Cookie made = new Cookie(cookie.staying(), value);
        made.setPath("/");
        made.setHttpOnly(true);
        made.setSecure(cookie.secure());
        made.setAttribute("SameSite", "Lax");
        long left = Duration.between(clock.instant(), until).toSeconds();
        made.setMaxAge((int) Math.max(0, left));
        response.addCookie(made);
    }
}
