package studio.backline.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are told from now, up to a day. */
class TellWhenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Moments moments =
            new Moments(
                    (key, arguments) -> key + List.of(arguments), NOW, ZoneOffset.UTC, Locale.UK);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01T10:00:30Z | moment.now[]",
                "2026-03-01T09:59:01Z | moment.now[]",
                "2026-03-01T09:59:00Z | moment.minutes[1]",
                "2026-03-01T09:00:01Z | moment.minutes[59]",
                "2026-03-01T09:00:00Z | moment.hours[1]",
                "2026-02-28T10:00:01Z | moment.hours[23]",
                "2026-02-28T10:00:00Z | 28 February",
                "2025-12-31T23:00:00Z | 31 December 2025",
            })
    void upToADayAgoAndThenByItsDate(Instant then, String said) {
        assertThat(moments.of(then)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01T09:59:00Z | moment.until.now[]",
                "2026-03-01T10:00:59Z | moment.until.now[]",
                "2026-03-01T10:01:00Z | moment.until.minutes[1]",
                "2026-03-01T11:00:00Z | moment.until.hours[1]",
                "2026-03-02T10:00:00Z | 2 March",
                "2027-01-01T00:00:00Z | 1 January 2027",
            })
    void whatIsToComeInTheSameWay(Instant then, String said) {
        assertThat(moments.until(then)).isEqualTo(said);
    }

    @Test
    void noScreenWritesADateInAWayOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .filter(
                                            file ->
                                                    contentOf(file.toFile())
                                                            .contains("java.time.format"))
                                    .map(file -> file.getFileName().toString()))
                    .containsExactly("Moments.java");
        }
    }
}
