package studio.backline.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel keeps of files in memory, so that a second start is no cold one. */
final class PageCache {

    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

    private PageCache() {}

    /** Whether the kernel let it go. */
    static boolean drop() throws InterruptedException {
        try {
            new ProcessBuilder("sync").start().waitFor();
            Files.writeString(DROP, "3\n");
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }
}
