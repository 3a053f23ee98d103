package studio.backline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Folders for what lives as long as the JVM of a test run. */
public final class TestFolder {

    private TestFolder() {}

    /** A new folder among the temporary ones, which goes when this JVM ends. */
    public static Path untilTheEnd(String name) {
        try {
            Path folder = Files.createTempDirectory("backline-" + name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("No room for a folder of a test run", e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of a test run stays: " + folder, e);
        }
    }
}
