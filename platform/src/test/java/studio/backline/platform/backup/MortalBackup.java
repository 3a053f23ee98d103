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
     * @param arguments what to do; the folder of all; the step to die at, by its name or the
     *     so-manieth; to restore, the archive; and into a database that somebody else runs, its
     *     address and password
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Consumer<String> mortal = mortal(arguments[2]);
        if (arguments[0].equals("create")) {
            try (SmallHouse house =
                    SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"))) {
                new Backups(house, Clock.systemUTC(), mortal)
                        .create(new FolderPlace(folder.resolve("archives")));
            }
            return;
        }
        Restore restore =
                new Restore(folder.resolve("restored"), folder.resolve("key/root.key"), mortal);
        restore(
                restore,
                Path.of(arguments[3]),
                RecoverySheet.of(Files.readAllBytes(folder.resolve("key/root.key"))),
                arguments.length == 4
                        ? Restore.embedded()
                        : StudioPostgres.target(StudioPostgres.of(arguments[4], arguments[5])));
    }

    /** Puts an archive back, with the key archive that lies beside it. */
    static Restore.Restored restore(
            Restore restore, Path archive, RecoverySheet sheet, Restore.Targets to)
            throws Exception {
        try (InputStream keys = Files.newInputStream(keysOf(archive));
                InputStream sealed = Files.newInputStream(archive)) {
            return restore.run(keys, sealed, sheet, to);
        }
    }

    static Path keysOf(Path archive) {
        return archive.resolveSibling(
                ArchiveNames.keysOf(archive.getFileName().toString()).orElseThrow());
    }

    private static Consumer<String> mortal(String at) {
        boolean counted = at.matches("\\d+");
        MortalProcess.Countdown countdown = new MortalProcess.Countdown();
        countdown.set(counted ? Integer.parseInt(at) : 1);
        return step -> {
            if (counted || step.equals(at)) {
                countdown.passed();
            }
        };
    }
}
