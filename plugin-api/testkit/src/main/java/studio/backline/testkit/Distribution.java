package studio.backline.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the packaged server stands: a folder with {@code bin}, {@code conf} and {@code lib}. */
public final class Distribution {

    /** The system property that names the folder; the plugin parent sets it. */
    public static final String PROPERTY = "backline.distribution";

    private Distribution() {}

    /**
     * The folder.
     *
     * @throws IllegalStateException when the property is not set or the server is not built
     */
    public static Path folder() {
        String place = System.getProperty(PROPERTY);
        if (place == null || !Files.isDirectory(Path.of(place, "lib"))) {
            throw new IllegalStateException(
                    "No packaged server at '%s'. Build deploy/server first (package), or set -D%s."
                            .formatted(place, PROPERTY));
        }
        return Path.of(place).toAbsolutePath();
    }
}
