package studio.backline.contract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNamesTest {

    /** Those of UTS #46, 7 (IDNA comparison), and others that differ from IDNA 2003. */
    @ParameterizedTest
    @CsvSource({
        "fa\u00df.de, xn--fa-hia.de",
        "FA\u1e9e.DE, xn--fa-hia.de",
        "fass.de, fass.de",
        "gro\u00dfhandel.example, xn--grohandel-i1a.example",
        "www.stra\u00dfe\u3002example, www.xn--strae-oqa.example",
        "\u03b2\u03cc\u03bb\u03bf\u03c2.com, xn--nxasmm1c.com",
        "\u0392\u038c\u039b\u039f\u03a3.com, xn--nxasmq6b.com",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3.com, xn--10cl1a0b660p.com",
        "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com, xn--mgba3gch31f060k.com",
        "m\u00fc\u200dller.example, xn--mller-kva.example",
        "M\u00dcLLER.example, xn--mller-kva.example",
        "xn--FA-hia.de, xn--fa-hia.de",
        "m\u00fcller-stra\u00dfe.example, xn--mller-strae-46a18a.example",
    })
    void aNameIsTheOneThatNameServersKnow(String typed, String known) {
        assertThat(DomainNames.toAscii(typed)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00df..example", ".\u00df", "\u00df.\u200d.example"})
    void anEmptyLabelIsRefused(String name) {
        assertThatThrownBy(() -> DomainNames.toAscii(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLabelThatIsTooLongIsRefusedHoweverLongItIs() {
        assertThatThrownBy(() -> DomainNames.toAscii("\u00df".repeat(60) + ".example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DomainNames.toAscii("\u00df".repeat(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
