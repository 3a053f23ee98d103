package studio.backline.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Dvořák, dvorak",
        "Łódź, lodz",
        "Straße, strasse",
        "STRASSE, strasse",
        "Bjørn Ångström, bjorn angstrom",
        "Đorđe, dorde",
        "Æther Œuvre, aether oeuvre",
        "Þórr Eiðr, thorr eidr",
        "Taşlıdere, taslidere",
        "İstanbul, istanbul",
        "Əliyev Ɔkɔ Ɛfua, eliyev oko efua",
        "Ƙofa Ɗan Ɓala, kofa dan bala",
        "ⱥ Ꜳ, a aa",
        "ΝΊΚΟΣ Νίκος, νικοσ νικοσ",
        "Oʻahu ʿAlī Мар\u02bcяна, o ahu ali мар яна",
        "Ελένη, ελενη",
        "Йосиф, иосиф",
        "ﬁnale, finale",
        "Ａｄａ, ada"
    })
    void spellsWhatLooksAlikeAlike(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    void separatesWordsBySingleSpaces() {
        assertThat(Folding.fold("  O'Neill--Smith,\tJr. (née\u00a0Roe) "))
                .isEqualTo("o neill smith jr nee roe");
    }

    @Test
    void keepsScriptsThatHaveNoCase() {
        assertThat(Folding.fold("椎名林檎 & 사카모토")).isEqualTo(Folding.fold("椎名林檎  사카모토"));
        assertThat(Folding.words("椎名 林檎")).containsExactly("椎名", "林檎");
    }

    @Test
    void keepsMarksThatAreHalfOfALetter() {
        assertThat(Folding.words("हिन्दी गीत")).hasSize(2);
        assertThat(Folding.fold("कि")).isNotEqualTo(Folding.fold("की"));
        assertThat(Folding.fold("がか")).isNotEqualTo(Folding.fold("かか"));
        assertThat(Folding.fold("שָׁלוֹם")).isEqualTo(Folding.fold("שלום"));
        assertThat(Folding.fold("مُحَمَّد")).isEqualTo(Folding.fold("محمد"));
    }

    @Test
    void isStableWhenRepeated() {
        for (String text : new String[] {"İıŁß", "ẞ", "ﷺ", "é", "e\u0301", "\ud83c\udfb8 solo"}) {
            String once = Folding.fold(text);
            assertThat(Folding.fold(once)).isEqualTo(once);
        }
    }

    @Test
    void findsNoWordsInPunctuationButWhereNothingElseIs() {
        assertThat(Folding.words(" \t ")).isEmpty();
        assertThat(Folding.words("Bo & Li!")).containsExactly("bo", "li");
        assertThat(Folding.words("!!! 🎸\ufe0f")).containsExactly("q0021q0021q0021", "q1f3b8");
        assertThat(Folding.fold("")).isEmpty();
    }

    @Test
    void givesEachWordOnce() {
        assertThat(Folding.words("Ana ana ÁNA Bo")).containsExactly("ana", "bo");
    }

    @ParameterizedTest
    @CsvSource({
        "Bo Li, bo li",
        "Ян, ян",
        "李娜, 李娜 娜",
        "王小明 Li, 王小明 li 小明 明",
        "さくら, さくら くら ら",
    })
    void aScriptWithoutSpacesIsSearchableByTheEndingsOfItsWords(String text, String searchable) {
        assertThat(Folding.searchable(text)).isEqualTo(" " + searchable);
        assertThat(Folding.searchable(" ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Sinéad O'Brien|sinead o brien obrien",
                "Gal·la D’Ávila-Oʻa|gal la d avila o a galla davila oa",
                "Gaŀla|gal la galla",
                "'Tom' rock'|tom rock",
                "!!!|q0021q0021q0021",
                "Bo ！|bo q0021",
                "☠|q2620"
            })
    void whatAnApostrophePartsIsSearchableAsOneAndSignsByTheirNumbers(
            String text, String searchable) {
        assertThat(Folding.searchable(text)).isEqualTo(" " + searchable);
        assertThat(Folding.words(text)).isSubsetOf(searchable.split(" "));
    }

    /** Whatever letter of Latin PostgreSQL's rules or a keyboard of today knows, one can type. */
    @Test
    void theLettersOfLatinAreSpelledInAscii() {
        Set<String> strange =
                IntStream.rangeClosed(0xc0, 0x24f)
                        .filter(Character::isLetter)
                        .mapToObj(Character::toString)
                        .filter(letter -> !Folding.fold(letter).matches("[a-z ]+"))
                        .collect(Collectors.toSet());
        // Tones, clicks, and letters of old languages that nothing stands for.
        assertThat(String.join("", new TreeSet<>(strange))).isEqualTo("ƄƅƍƛƧƨƪƸƹƺƻƼƽƾǀǁǂǃȜȝɁɂ");
    }
}
