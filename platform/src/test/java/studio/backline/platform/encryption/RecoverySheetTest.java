package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoverySheetTest {

    private final byte[] key = SecureTokens.bytes(32);
    private final RecoverySheet sheet = RecoverySheet.of(key);

    @Test
    void aSheetHasEightLinesOfTwoWordsAndGivesTheKeyBack() {
        assertThat(sheet.lines())
                .hasSize(8)
                .allMatch(line -> line.matches("[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}"));
        assertThat(sheet.rootKey()).isEqualTo(key);
        assertThat(sheet.toString()).doesNotContain(sheet.lastWord());
    }

    @Test
    void itMayBeTypedInSmallLettersWithoutSpacesAndWithLookAlikes() {
        List<String> typed =
                sheet.lines().stream()
                        .map(
                                line ->
                                        line.toLowerCase(Locale.ROOT)
                                                .replace(" ", "-")
                                                .replace('0', 'o')
                                                .replace('1', 'l'))
                        .toList();

        assertThat(new RecoverySheet(typed).rootKey()).isEqualTo(key);
    }

    @Test
    void aSlipIsFoundInItsLine() {
        int found = 0;
        for (int line = 0; line < 8; line++) {
            List<String> typed = new ArrayList<>(sheet.lines());
            char first = typed.get(line).charAt(0);
            typed.set(line, (first == 'A' ? 'B' : 'A') + typed.get(line).substring(1));
            int number = line + 1;
            try {
                new RecoverySheet(typed).rootKey();
            } catch (IllegalArgumentException e) {
                found += e.getMessage().startsWith("Line " + number + " ") ? 1 : 0;
                continue;
            }
            throw new AssertionError("a wrong sheet gave a key");
        }
        // One slip in 32 passes the line's own check, and is then found by the sheet's.
        assertThat(found).isGreaterThanOrEqualTo(5);
    }

    @Test
    void linesInAnotherOrderAreFound() {
        List<String> typed = new ArrayList<>(sheet.lines());
        Collections.swap(typed, 2, 5);

        assertThatThrownBy(() -> new RecoverySheet(typed).rootKey())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecoverySheet(typed.subList(0, 7)).rootKey())
                .hasMessageContaining("8 lines");
    }

    @Test
    void theLastWordShowsThatTheSheetIsAtHand() {
        assertThat(sheet.endsWith(sheet.lastWord().toLowerCase(Locale.ROOT) + " ")).isTrue();
        assertThat(sheet.endsWith("")).isFalse();
        assertThat(sheet.endsWith(sheet.lines().getFirst())).isFalse();
    }

    @Test
    void aOneTimeCodeIsComparedAsPeopleTypeIt() {
        String code = SecureTokens.oneTimeCode();

        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(SecureTokens.normaliseCode(code.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(SecureTokens.normaliseCode(code));
    }
}
