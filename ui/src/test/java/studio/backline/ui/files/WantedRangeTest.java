package studio.backline.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedRangeTest {

    private static final String TAG = "\"one\"";

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/1000",
        "bytes=0-499, bytes 0-499/1000",
        "bytes=500-, bytes 500-999/1000",
        "bytes=999-, bytes 999-999/1000",
        "bytes=900-5000, bytes 900-999/1000",
        "bytes=-1, bytes 999-999/1000",
        "bytes=-5000, bytes 0-999/1000"
    })
    void onePartIsOnePart(String range, String answer) {
        WantedRange wanted = WantedRange.of(range, null, TAG, 1000);
        assertThat(wanted.isPart()).isTrue();
        assertThat(wanted.contentRange()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void aPartThatTheFileDoesNotHaveIsNotThere(String range) {
        assertThat(WantedRange.of(range, null, TAG, 1000).isThere()).isFalse();
        assertThat(WantedRange.of("bytes=0-", null, TAG, 0).isThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=x-y",
                "bytes=5-2",
                "lines=1-2",
                "bytes=0-1,5-6",
                "bytes=99999999999999999999-"
            })
    void whatIsNotOnePartIsAllOfIt(String range) {
        WantedRange wanted = WantedRange.of(range, null, TAG, 1000);
        assertThat(wanted.isPart()).isFalse();
        assertThat(wanted.length()).isEqualTo(1000);
    }

    @Test
    void aPartOfWhatHasChangedIsAllOfIt() {
        assertThat(WantedRange.of("bytes=1-2", TAG, TAG, 1000).isPart()).isTrue();
        for (String other :
                new String[] {"\"other\"", "W/\"one\"", "Mon, 23 Nov 2026 05:00:00 GMT"}) {
            assertThat(WantedRange.of("bytes=1-2", other, TAG, 1000).isPart()).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"one\" | true",
                "W/\"one\" | true",
                "\"other\", \"one\" | true",
                "* | true",
                "\"other\" | false",
                "one | false"
            })
    void aTagThatTheBrowserHasIsFoundAmongItsTags(String header, boolean found) {
        assertThat(EntityTags.match(header, TAG)).isEqualTo(found);
        assertThat(EntityTags.match(null, TAG)).isFalse();
    }
}
