package studio.backline.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are told from now, up to a day. */
class TellWhenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

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
        Moments moments =
                new Moments(
                        (key, arguments) -> key + List.of(arguments),
                        NOW,
                        ZoneOffset.UTC,
                        Locale.UK);
        assertThat(moments.of(then)).isEqualTo(said);
    }
}
