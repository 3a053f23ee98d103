package studio.backline.platform.backup;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.testkit.fault.MortalProcess;

/** Makes an archive or puts one back in a process of its own, and dies at a step. */
final class MortalBackup {

    private MortalBackup() {}

    /**
     * @param arguments what to do; the folder of all; the step to die at; and to restore, the
     *     archive
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Consumer<String> mortal = mortal(Integer.parseInt(arguments[2]));
        if (arguments[0].equals("create")) {
            try (SmallHouse house =
                    SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"))) {
                new Backups(house, Clock.systemUTC(), mortal)
                        .create(new FolderPlace(folder.resolve("archives")));
            }
            return;
        }
        Path key = folder.resolve("key/root.key");
        try (InputStream keys = Files.newInputStream(keysOf(Path.of(arguments[3])));
                InputStream archive = Files.newInputStream(Path.of(arguments[3]))) {
            new Restore(folder.resolve("restored"), key, mortal)
                    .run(
                            keys,
                            archive,
                            RecoverySheet.of(Files.readAllBytes(key)),
                            Restore.embedded());
        }
    }

    static Path keysOf(Path archive) {
        return archive.resolveSibling(
                ArchiveNames.keysOf(archive.getFileName().toString()).orElseThrow());
    }

    private static Consumer<String> mortal(int at) {
        MortalProcess.Countdown countdown = new MortalProcess.Countdown();
        countdown.set(at);
        return step -> countdown.passed();
    }
}
