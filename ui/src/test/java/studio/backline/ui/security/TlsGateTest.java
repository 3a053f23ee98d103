package studio.backline.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TlsGateTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "0:0:0:0:0:0:0:1", "::1"})
    void a_person_at_the_machine_itself_comes_in_without_tls(String address) throws Exception {
        request.setRemoteAddr(address);
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20", "10.0.0.4", "2001:db8::7", "not an address"})
    void a_visitor_from_elsewhere_is_told_what_is_needed(String address) throws Exception {
        request.setRemoteAddr(address);
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getForwardedUrl()).isEqualTo(TlsGate.PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "x-forwarded-host",
                "Forwarded",
                "Via",
                "X-Real-IP"
            })
    void a_proxy_that_nobody_named_does_not_pass_for_the_machine_itself(String header)
            throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader(header, "https");
        new TlsGate().doFilter(request, response, chain);

        assertThat(response.getForwardedUrl()).isEqualTo(TlsGate.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"house.example", "192.168.1.20", "localhost.example", "[2001:db8::7]"})
    void a_proxy_that_tells_of_nobody_is_known_by_the_name_that_was_typed(String name)
            throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.setServerName(name);
        new TlsGate().doFilter(request, response, chain);

        assertThat(response.getForwardedUrl()).isEqualTo(TlsGate.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "house.localhost", "127.0.0.1", "[::1]"})
    void the_machines_own_names_need_no_tls(String name) throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.setServerName(name);
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://house.lan",
        "Origin, http://192.168.1.20:8080",
        "Origin, https://localhost.example",
        "Origin, http://[2001:db8::7]:8080",
        "Origin, null",
        "Referer, http://house.lan/sign-in",
        "Referer, http://localhost@house.lan/"
    })
    void a_proxy_that_leaves_no_name_is_known_by_the_page_that_the_browser_is_at(
            String header, String page) throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader(header, page);
        new TlsGate().doFilter(request, response, chain);

        assertThat(response.getForwardedUrl()).isEqualTo(TlsGate.PAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:8080",
        "Origin, http://[::1]:8080",
        "Origin, http://house.localhost",
        "Referer, http://127.0.0.1:8080/people?find=a|b",
        "Referer, http://LOCALHOST"
    })
    void a_page_of_this_machine_needs_no_tls(String header, String page) throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader(header, page);
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @Test
    void a_person_at_the_machine_may_follow_a_link_of_another_site() throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("Referer", "https://mail.example/");
        request.addHeader("Sec-Fetch-Site", "cross-site");
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({"Mozilla/5.0 (X11; Linux x86_64), true", "check, false"})
    void a_browser_whose_words_come_in_the_protocol_of_old_proxies_is_behind_one(
            String agent, boolean told) throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.setProtocol("HTTP/1.0");
        request.addHeader("User-Agent", agent);
        new TlsGate().doFilter(request, response, chain);

        assertThat(TlsGate.PAGE.equals(response.getForwardedUrl())).isEqualTo(told);
    }

    @Test
    void tls_opens_from_anywhere() throws Exception {
        request.setRemoteAddr("192.168.1.20");
        request.setSecure(true);
        request.setProtocol("HTTP/1.0");
        request.addHeader("User-Agent", "Mozilla/5.0");
        request.addHeader("Origin", "https://house.example");
        new TlsGate().doFilter(request, response, chain);

        assertThat(chain.getRequest()).isSameAs(request);
    }

    @Test
    void the_page_that_explains_can_load_its_look() throws Exception {
        MockHttpServletRequest style = new MockHttpServletRequest("GET", "/pages.css");
        style.setRemoteAddr("192.168.1.20");
        new TlsGate().doFilter(style, response, chain);

        assertThat(chain.getRequest()).isSameAs(style);
    }
}
