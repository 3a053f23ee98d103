package studio.backline.platform.pluginhost.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.text.Texts;

class ReadTextsTest {

    @TempDir private Path folder;

    @Test
    void aTextThatIsNoPatternIsShownAsItIsWritten() throws IOException {
        Texts texts = of("label=Half {a brace, it's\ngood={0} people");

        assertThat(texts.get("label")).isEqualTo("Half {a brace, it's");
        assertThat(texts.get("good", 2)).isEqualTo("2 people");
    }

    @Test
    void aFileThatIsBrokenIsReadAsFarAsItGoes() throws IOException {
        Texts texts = of("first=One\nsecond=\\uZZZZ");

        assertThat(texts.get("first")).isEqualTo("One");
        assertThat(texts.get("second")).isEqualTo("?second?");
    }

    private Texts of(String messages) throws IOException {
        Files.createDirectories(folder.resolve("i18n"));
        Files.writeString(folder.resolve("i18n/messages.properties"), messages);
        URL[] jars = {folder.toUri().toURL()};
        return new PluginTexts(new URLClassLoader(jars, null), Optional::empty);
    }
}
