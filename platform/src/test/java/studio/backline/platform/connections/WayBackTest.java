package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people go on after a provider has sent them back. */
class WayBackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/a//b",
                "/a?b",
                "/a#b",
                "/..",
                "/a/../b",
                "/%2f%2fevil.example",
                "/a\nb",
                "a",
                "/ a",
                "/a/",
                "/\tb",
                "/@evil.example",
                "javascript:alert(1)",
                "/.a"
            })
    void aWayBackThatCouldLeadElsewhereIsNone(String path) {
        assertThat(WayBack.isOne(path)).isFalse();
        assertThatThrownBy(() -> new WayBack(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/settings/connections", "/mail/inbox-2/x_y~z.html"})
    void aWayBackStaysInTheHouse(String path) {
        assertThat(new WayBack(path).path()).isEqualTo(path);
    }
}
