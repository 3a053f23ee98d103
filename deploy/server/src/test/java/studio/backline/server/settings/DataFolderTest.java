package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed server had in hand goes when the next one takes its folder, and not before. */
class DataFolderTest {

    @TempDir private Path folder;

    @Test
    void theNextServerSweepsWhatAKilledOneHadInHand() throws IOException {
        DataFolder.take(folder).orElseThrow().destroy();
        Path jar = Files.writeString(DataFolder.run(folder).resolve("upload7.jar"), "half a jar");

        DataFolder taken = DataFolder.take(folder).orElseThrow();
        try {
            assertThat(jar).doesNotExist();

            Files.writeString(jar, "the jar that somebody looks at now");
            assertThat(DataFolder.take(folder)).isEmpty();
            assertThat(jar).as("in the hands of the server that has the folder").exists();
        } finally {
            taken.destroy();
        }
    }
}
