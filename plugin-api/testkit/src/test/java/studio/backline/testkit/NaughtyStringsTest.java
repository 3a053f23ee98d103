package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NaughtyStringsTest {

    @Test
    void escapesOfJsonAreRead() {
        assertThat(NaughtyStrings.parse("[\"a\", \"\\\"\\u00e9\\n\\\\\", \"\"]"))
                .containsExactly("a", "\"é\n\\", "");
    }

    @Test
    void theListHoldsWhatItIsKnownFor() {
        assertThat(NaughtyStrings.all())
                .hasSizeGreaterThan(400)
                .contains("NULL", "undefined", "1;DROP TABLE users", "Ω≈ç√∫˜µ≤≥÷");
    }
}
