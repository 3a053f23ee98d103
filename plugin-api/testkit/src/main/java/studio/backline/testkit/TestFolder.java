package studio.backline.testkit;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** With rights and times; nothing, or an empty folder, is where the copy goes. */
    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            for (Path path : all.toList()) {
                Files.copy(
                        path, to.resolve(from.relativize(path)), COPY_ATTRIBUTES, REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No copy of " + from, e);
        }
    }

    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of a test run stays: " + folder, e);
        }
    }
}
