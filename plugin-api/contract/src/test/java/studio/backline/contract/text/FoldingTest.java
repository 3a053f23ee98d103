package studio.backline.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

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
    void findsNoWordsInPunctuation() {
        assertThat(Folding.words(" -- ,, 🎸 ")).isEmpty();
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
        assertThat(Folding.searchable("☠")).isEmpty();
    }
}
