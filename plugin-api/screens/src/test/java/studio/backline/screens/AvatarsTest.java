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
                "=Org|O",
                "=1+1|11",
                "#hashtag <b>bold</b>|HB",
                "…and you will know us|AU",
                "李娜|李",
                "!!!|!",
                "Dr. Ann Lee|AL",
                "Prof. Dr. Ann Lee|AL",
                "Mr. T|T",
                "Dr.|D",
                "Dr. !|D",
                "Dre|D",
                "St. Vincent|SV",
                "☠️ 🎸|☠️",
                "👩‍🎤|👩‍🎤",
            })
    void theLettersAreThoseOfTheFirstAndTheLastWordElseTheFirstSign(String name, String letters) {
        assertThat(Avatars.initials(name)).isEqualTo(letters);
    }

    @ParameterizedTest
    @CsvSource({"''", "'   '", "'\u202e'", "'\u200b\u00a0'"})
    void aNameWithoutAnythingToSeeHasNone(String name) {
        assertThat(Avatars.initials(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"01a1fc1b-edfc-75b8-b76f-a97feba8cada", "00000000-0000-0000-0000-000000000000"})
    void anIdKeepsItsHue(UUID id) {
        assertThat(Avatars.hue(id)).isEqualTo(Avatars.hue(id)).isBetween(0, 359);
    }
}
