package studio.backline.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.core.Core;
import studio.backline.testkit.fault.MortalProcess;

/** A file larger than the whole memory goes in and comes out, whole and in parts. */
class LargeFilesTest {

    private static final int MEMORY = 128;

    @TempDir Path folder;

    @Test
    void aFileLargerThanTheMemory() {
        stream(MEMORY + MEMORY / 4, 300);
    }

    @Test
    @Tag("soak")
    void aRecordingOfTwoGigabytes() {
        stream(2048, 1200);
    }

    private void stream(int megabytes, int seconds) {
        List<String> arguments = new ArrayList<>(Core.shared().arguments());
        arguments.add(String.valueOf(megabytes));
        List<String> options = List.of("-XX:+UseSerialGC", "-Xmx" + MEMORY + "m");
        Path console = folder.resolve("console");
        assertThat(new MortalProcess(StreamingNode.class, console, options, seconds).run(arguments))
                .isZero();
    }
}
