package studio.backline.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CookieGuardTest {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void the_session_gets_out_and_no_other_cookie_does() throws Exception {
        new CookieGuard(Set.of("backline-session"))
                .doFilter(
                        new MockHttpServletRequest(),
                        response,
                        (request, guarded) -> {
                            HttpServletResponse out = (HttpServletResponse) guarded;
                            out.addCookie(new Cookie("backline-session", "a"));
                            out.addCookie(new Cookie("tracker", "b"));
                            out.addHeader("Set-Cookie", "second=c; Path=/");
                            out.setHeader("set-cookie", "third=d");
                            out.addHeader("X-Other", "stays");
                        });

        assertThat(response.getCookies())
                .extracting(Cookie::getName)
                .containsExactly("backline-session");
        assertThat(response.getHeaders("Set-Cookie")).noneMatch(value -> value.contains("second"));
        assertThat(response.getHeaders("Set-Cookie")).noneMatch(value -> value.contains("third"));
        assertThat(response.getHeader("X-Other")).isEqualTo("stays");
    }
}
