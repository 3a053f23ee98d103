package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.testkit.TestDatabase;

/** A node in a process of its own, with little memory, that takes in and gives out a large file. */
final class StreamingNode {

    private static final int MEGABYTE = 1 << 20;

    private StreamingNode() {}

    /**
     * @param arguments name, URL, user and password of the database, the folder, and megabytes
     */
    public static void main(String[] arguments) throws Exception {
        TestDatabase database =
                new TestDatabase(arguments[0], arguments[1], arguments[2], arguments[3]);
        int megabytes = Integer.parseInt(arguments[5]);
        try (Core core = Core.of(database, Path.of(arguments[4]), step -> {})) {
            PluginHome plugin = PluginHome.of(core, "streaming");
            Caller caller = plugin.newWorkspace();
            Files files = core.bean(FileStore.class).on(plugin.connection());
            StoredFile song = plugin.as(caller, () -> store(files, megabytes));
            require(song.size() == (long) megabytes * MEGABYTE, "size");
            plugin.as(
                    caller,
                    () -> {
                        readWhole(files, song, megabytes);
                        readLast(files, song, megabytes);
                        files.delete(song.id());
                        return song;
                    });
        }
    }

    private static StoredFile store(Files files, int megabytes) throws IOException {
        return files.store(
                "song.wav",
                out -> {
                    for (int n = 0; n < megabytes; n++) {
                        out.write(megabyte(n));
                    }
                });
    }

    private static void readWhole(Files files, StoredFile song, int megabytes) throws IOException {
        try (InputStream in = files.open(song.id())) {
            for (int n = 0; n < megabytes; n++) {
                require(Arrays.equals(in.readNBytes(MEGABYTE), megabyte(n)), "megabyte " + n);
            }
            require(in.read() < 0, "end");
        }
    }

    private static void readLast(Files files, StoredFile song, int megabytes) throws IOException {
        long last = (long) (megabytes - 1) * MEGABYTE;
        try (InputStream in = files.open(song.id(), last, MEGABYTE)) {
            require(Arrays.equals(in.readAllBytes(), megabyte(megabytes - 1)), "part");
        }
    }

    private static byte[] megabyte(int number) {
        byte[] bytes = new byte[MEGABYTE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static void require(boolean sound, String what) {
        if (!sound) {
            throw new IllegalStateException("It did not come back as it was: " + what);
        }
    }
}
