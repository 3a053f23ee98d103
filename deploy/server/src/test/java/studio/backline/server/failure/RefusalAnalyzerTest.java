package studio.backline.server.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

/** What a start that failed is told as. */
class RefusalAnalyzerTest {

    private static final String WORDS =
            "The folder /srv/data/files cannot be written to. Give it to the server's user.";

    @Test
    void words_of_our_own_are_told_with_the_reason() {
        assertThat(told(new UncheckedIOException(WORDS, new IOException("No space left"))))
                .isEqualTo(WORDS + " (No space left)");
        assertThat(told(new UncheckedIOException(WORDS, new AccessDeniedException("/srv/data"))))
                .isEqualTo(WORDS);
    }

    @Test
    void a_failure_without_words_is_told_by_its_root() {
        assertThat(told(new UncheckedIOException(new AccessDeniedException("/srv/data"))))
                .endsWith("has no words for: AccessDeniedException: /srv/data");
    }

    private static String told(Throwable cause) {
        return new RefusalAnalyzer()
                .analyze(new IllegalStateException("Error creating bean", cause))
                .getDescription();
    }
}
