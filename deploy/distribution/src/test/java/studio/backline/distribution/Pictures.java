package studio.backline.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.backline.testkit.PackagedServer;

/** Leaves a picture of the window, and what the server said, in target/screenshots on a failure. */
final class Pictures {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private Pictures() {}

    static void onFailure(PackagedServer server, Window window, String name, Runnable walk) {
        try {
            walk.run();
        } catch (RuntimeException | Error e) {
            keep(name + ".console.txt", server.console());
            keep(name + ".log.json", server.log());
            window.picture(FOLDER.resolve(name + ".png"));
            throw e;
        }
    }

    private static void keep(String file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
