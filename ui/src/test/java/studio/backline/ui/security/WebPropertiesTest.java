package studio.backline.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebPropertiesTest {

    @Test
    void with_an_https_address_the_cookie_is_bound_to_this_host_and_to_tls() {
        WebProperties web = new WebProperties(URI.create("https://house.example"), List.of());

        assertThat(web.tls()).isTrue();
        assertThat(web.sessionCookie()).isEqualTo("__Host-backline-session");
    }

    @Test
    void on_this_machine_alone_the_cookie_goes_without() {
        WebProperties web = new WebProperties(null, List.of());

        assertThat(web.tls()).isFalse();
        assertThat(web.sessionCookie()).isEqualTo("backline-session");
    }

    @Test
    void an_address_without_a_scheme_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebProperties(URI.create("house.example"), List.of()))
                .withMessageContaining("backline.web.address")
                .withMessageContaining("house.example");
    }
}
