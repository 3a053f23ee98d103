package studio.backline.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WebPropertiesTest {

    @Test
    void with_an_https_address_the_cookie_is_bound_to_this_host_and_to_tls() {
        WebProperties web = new WebProperties(URI.create("https://house.example"), List.of());

        SessionCookie cookie = SessionCookie.of(web, new MockEnvironment());

        assertThat(cookie.secure()).isTrue();
        assertThat(cookie.name()).isEqualTo("__Host-backline-session");
    }

    @Test
    void where_the_server_itself_speaks_tls_so_is_the_cookie_without_an_address() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("server.ssl.certificate", "/etc/house.pem");

        SessionCookie cookie = SessionCookie.of(new WebProperties(null, List.of()), environment);

        assertThat(cookie.secure()).isTrue();
        assertThat(cookie.name()).isEqualTo("__Host-backline-session");
    }

    @Test
    void on_this_machine_alone_the_cookie_goes_without() {
        SessionCookie cookie =
                SessionCookie.of(new WebProperties(null, List.of()), new MockEnvironment());

        assertThat(cookie.secure()).isFalse();
        assertThat(cookie.name()).isEqualTo("backline-session");
    }

    @Test
    void an_address_without_a_scheme_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebProperties(URI.create("house.example"), List.of()))
                .withMessageContaining("backline.web.address")
                .withMessageContaining("house.example");
    }
}
