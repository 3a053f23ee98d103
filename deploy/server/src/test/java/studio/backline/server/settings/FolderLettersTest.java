package studio.backline.server.settings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A folder whose name the locale cannot say is told, and never taken for another one. */
class FolderLettersTest {

    private static final FolderLetters PLAIN = new FolderLetters(US_ASCII);

    @Test
    void what_the_locale_does_not_hold_is_told() {
        assertThat(PLAIN.problemOf("The folder", "/srv/Bj\u00f6rk"))
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.what()).contains("The folder '/srv/Bj", "US-ASCII");
                            assertThat(it.remedy()).contains("LC_ALL=C.UTF-8");
                        });
        assertThat(PLAIN.problemOf("The folder", "/srv/bjork")).isEmpty();
        assertThat(new FolderLetters(UTF_8).problemOf("The folder", "/srv/Bj\u00f6rk")).isEmpty();
    }

    @Test
    void a_name_that_could_not_be_read_is_told_whatever_the_locale() {
        assertThat(PLAIN.hold("/srv/Bj\ufffd\ufffdrk")).isFalse();
        assertThat(new FolderLetters(UTF_8).hold("/srv/Bj\ufffdrk")).isFalse();
    }
}
