package studio.backline.screens.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;

class FileRefusalsTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachReasonHasItsWordsWithNothingLeftOpen(Reason reason) {
        assertThat(words(reason, 60_000_000, 50_000_000))
                .contains("Nothing was kept")
                .doesNotContain("{", "}", reason.name());
    }

    @Test
    void theyNameWhatWasFoundAndWhatWouldDo() {
        assertThat(words(Reason.QUOTA_REACHED, 5_100_000_000L, 5_000_000_000L))
                .contains("5.1\u00a0GB", "5\u00a0GB");
        assertThat(words(Reason.TOO_MANY_PIXELS, 10_000_000_000L, 50_000_000))
                .contains("10,000 million", "50 million");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "1254, 1.25 kB",
        "15254, 15.3 kB",
        "2147483648, 2.15 GB",
        "9223372036854775807, '9,223,372 TB'"
    })
    void sizesAreInTheUnitThatFits(long bytes, String words) {
        assertThat(FileSizes.of(bytes)).isEqualTo(words.replace(' ', '\u00a0'));
    }

    private static String words(Reason reason, long found, long limit) {
        return FileRefusals.words(new FileRefusedException(reason, found, limit, "for the log"));
    }
}
