package studio.backline.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvatarsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thea Borsdal|TB",
                "Maria Magdalena von Hohenquell-Sternau|MS",
                "ömer taşlıdere|ÖT",
                "Prince|P",
                "(The) Tin Lantern|TL",
                "лев толстой|ЛТ",
                "𝔉𝔯𝔞𝔫𝔨|𝔉",
                "@jorinde.paints|JP",
            })
    void theLettersAreThoseOfTheFirstAndTheLastWord(String name, String letters) {
        assertThat(Avatars.initials(name)).isEqualTo(letters);
    }

    @ParameterizedTest
    @CsvSource({"''", "'   '", "!!!", "'\u202e'", "🎸"})
    void aNameWithoutLettersHasNone(String name) {
        assertThat(Avatars.initials(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"01a1fc1b-edfc-75b8-b76f-a97feba8cada", "00000000-0000-0000-0000-000000000000"})
    void anIdKeepsItsHue(UUID id) {
        assertThat(Avatars.hue(id)).isEqualTo(Avatars.hue(id)).isBetween(0, 359);
    }
}
