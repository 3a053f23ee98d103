package studio.backline.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.testkit.NaughtyStrings;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "..\\..\\boot.ini, boot.ini",
        "'C:\\Users\\liv\\fans.csv', fans.csv",
        "/, file",
        ".., file",
        "' ', file",
        "\u200D, file",
        "می\u200Cخواهم.csv, می\u200Cخواهم.csv",
        "fans\u0007.csv, fans .csv",
        "'song\u202Egpj.exe', song gpj.exe",
        "Łódź 2026.csv, Łódź 2026.csv"
    })
    void namesLoseTheirPathAndWhatMisleads(String given, String kept) {
        assertThat(FileName.of(given)).isEqualTo(kept);
    }

    @Test
    void ofALongNameTheEndingStays() {
        assertThat(FileName.of("ń".repeat(300) + ".wav")).hasSize(255).endsWith("ń.wav");
    }

    @Test
    void whateverTheNameItCanBeStoredAndLeadsNowhere() {
        List<String> names = NaughtyStrings.all();
        assertThat(names)
                .hasSizeGreaterThan(400)
                .allSatisfy(
                        name ->
                                assertThat(FileName.of(name))
                                        .isNotBlank()
                                        .doesNotContain("/", "\\", "\0")
                                        .isNotIn(".", "..")
                                        .satisfies(
                                                kept ->
                                                        assertThat(
                                                                        kept.codePointCount(
                                                                                0, kept.length()))
                                                                .isBetween(1, 255)));
    }
}
