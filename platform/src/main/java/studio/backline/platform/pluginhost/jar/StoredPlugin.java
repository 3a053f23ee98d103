package studio.backline.platform.pluginhost.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin's files as they are loaded.
 *
 * @param folder named for the jar's hash
 */
public record StoredPlugin(Path folder) {

    /** The plugin's own jar. */
    public Path jar() {
        return folder.resolve("plugin.jar");
    }

    /** The hash of that jar. */
    public String sha256() {
        return String.valueOf(folder.getFileName());
    }

    /** Its libraries, in the order of their names. */
    public List<Path> libraries() {
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
