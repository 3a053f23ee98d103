package studio.backline.platform.pluginhost.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;

/** Whatever stands in plugin.yaml, who uploads it is told what is wrong with it. */
class ReadWrongManifestsTest {

    private static final String WHOLE =
            """
            id: odd
            version: 1.0.0
            api: ">=0.1.0 <0.2.0"
            entry: plugins.odd.Entry
            name: {en: Odd}
            description: {en: A plugin of a test.}
            permissions:
              - id: odd.play
                role: owner
                name: {en: Play}
            data:
              tables:
                song:
                  scope: tenant
            """;

    private final ManifestReader reader = new ManifestReader();

    @Test
    void oneThatIsWholeIsRead() {
        assertThat(read(WHOLE).permissions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: odd            | ~: odd                     | line 1: a key is missing",
                "name: {en: Odd}    | name: {? : Odd}            | line 5: a key is missing",
                "id: odd            | ? [id]                     | line 1: a key is missing",
                "scope: tenant      | ~: tenant                  | line 14: a key is missing",
                "role: owner        | role: .nan                 | line 9: .nan is no number",
                "scope: tenant      | scope: .inf                | line 14: .inf is no number",
                "scope: tenant      | scope: -.INF               | line 14: -.INF is no number",
                "role: owner        | role: 1.0e400              | line 9: 1.0e400 is no number",
                "version: 1.0.0     | version: !!int abc         | line 2: the tag !!int",
                "version: 1.0.0     | version: !!float x         | line 2: the tag !!float",
                "version: 1.0.0     | version: !!bool x          | line 2: the tag !!bool",
                "version: 1.0.0     | version: !!str 1.0.0       | line 2: the tag !!str",
                "version: 1.0.0     | version: ! 1.0.0           | line 2: the tag !",
                "version: 1.0.0     | version: !!binary '%%%'    | line 2: the tag !!binary",
                "version: 1.0.0     | version: !!timestamp abc   | line 2: the tag !!timestamp",
                "name: {en: Odd}    | name: {en: !!binary T2Rk}  | line 5: the tag !!binary",
                "name: {en: Odd}    | name: !!set {en}           | line 5: the tag !!set",
                "name: {en: Odd}    | name: !!omap [en: Odd]     | line 5: the tag !!omap",
                "name: {en: Odd}    | name: !!java.net.URL {}    | line 5: the tag !!java.net.URL",
                "id: odd            | id: ._                     | line 1: ._ is no number",
            })
    void whatNoPlainYamlHoldsIsToldWithItsPlace(String right, String wrong, String told) {
        PluginRefusedException refused = refused(WHOLE.replaceFirst(literally(right), wrong));

        assertThat(refused.code()).isEqualTo("manifest-not-yaml");
        assertThat(refused.what()).contains(told);
        assertThat(refused.remedy()).contains("without tags");
    }

    static Stream<String> values() {
        String many =
                """
                ~ {a: b} [a] 2001-01-01 2001-13-45 0o7 0x 0x_ 0b 0b_ 1_000 yes 1e400 -0 << = ?.a
                - 99999999999999999999 1:60:60 1:99999999999999999999 . ._ +.inf & &a * *a % @ ` |
                > "" '' # --- ... ! !<x> !!int !!null !!merge !!pairs "\\uD800" \u0000 \uFEFF \u0085
                """;
        return Stream.concat(
                Arrays.stream(many.split("[ \n]+")),
                Stream.of("&a x", "? a", "? [a]", "!<x> y", "!!null x", "!!pairs [a: b]", "\t"));
    }

    /** In place of each value and of each key. */
    @ParameterizedTest
    @MethodSource("values")
    void nothingButARefusalComesOfAnyValue(String value) {
        String[] lines = WHOLE.split("\n");
        for (int line = 0; line < lines.length; line++) {
            int colon = lines[line].indexOf(":");
            String indent = lines[line].substring(0, colon).replaceAll("[^ -]+$", "");
            assertReadOrRefused(lines, line, lines[line].substring(0, colon) + ": " + value);
            assertReadOrRefused(lines, line, indent + value + lines[line].substring(colon));
        }
    }

    private void assertReadOrRefused(String[] lines, int line, String other) {
        String[] changed = lines.clone();
        changed[line] = other;
        try {
            read(String.join("\n", changed));
        } catch (PluginRefusedException refused) {
            assertThat(refused.code()).startsWith("manifest-");
        } catch (RuntimeException fault) {
            throw new AssertionError("by: " + other, fault);
        }
    }

    private static String literally(String text) {
        return Pattern.quote(text);
    }

    private PluginRefusedException refused(String yaml) {
        return catchThrowableOfType(PluginRefusedException.class, () -> read(yaml));
    }

    private PluginManifest read(String yaml) {
        return reader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
