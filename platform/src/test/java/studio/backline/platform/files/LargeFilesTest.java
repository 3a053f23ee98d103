package studio.backline.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.core.Core;

/** A file larger than the whole memory goes in and comes out, whole and in parts. */
class LargeFilesTest {

    private static final int MEMORY = 128;

    @TempDir Path folder;

    @Test
    void aFileLargerThanTheMemory() throws Exception {
        stream(MEMORY + MEMORY / 4, 300);
    }

    @Test
    @Tag("soak")
    void aRecordingOfTwoGigabytes() throws Exception {
        stream(2048, 1200);
    }

    private void stream(int megabytes, int seconds) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-Xmx" + MEMORY + "m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StreamingNode.class.getName()));
        command.addAll(Core.shared().arguments());
        command.add(String.valueOf(megabytes));
        Path console = folder.resolve("console");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(console.toFile())
                        .start();
        try {
            assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(console)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
