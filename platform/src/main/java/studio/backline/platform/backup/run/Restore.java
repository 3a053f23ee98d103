package studio.backline.platform.backup.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.run.Rebuild.Built;
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.RecoverySheet;

/**
 * Puts archive and keys back on a machine that has nothing of it. Until all is there a mark lies in
 * the data folder: no server starts on it, and a restore that was cut off is begun again.
 */
public final class Restore {

    /** The mark of a data folder that is not whole. */
    public static final String UNFINISHED = "restore.unfinished";

    /** Where the configuration of the archive is laid, to be looked at. */
    public static final String CONFIGURATION = "restored-configuration";

    private static final String POSTGRES = "postgres";

    private final Path data;
    private final Path rootKeyFile;
    private final Consumer<String> passed;

    /**
     * @param data the folder to be, not there yet or empty
     * @param rootKeyFile where the root key is, or will be
     * @param passed hears of each step
     */
    public Restore(Path data, Path rootKeyFile, Consumer<String> passed) {
        this.data = data;
        this.rootKeyFile = rootKeyFile;
        this.passed = passed;
    }

    /** Opens the empty database of the restored house, once the keys are there. */
    @FunctionalInterface
    public interface Targets {
        BareDatabase open(House house);
    }

    /** The embedded database, in the data folder. */
    public static Targets embedded() {
        return house -> {
            Path folder = house.data().resolve(POSTGRES);
            return BareDatabase.embedded(
                    folder, folder, new KeySecrets(house.keys(), house.workspaces()));
        };
    }

    /** What came back. */
    public record Restored(long rows, long files, List<String> gone, String madeAt) {}

    /**
     * Does it.
     *
     * @param sheet that opens the key archive
     * @throws BackupRefusedException when it cannot be done; the folder is as it was then
     */
    public Restored run(
            InputStream keyArchive, InputStream archive, RecoverySheet sheet, Targets to)
            throws Exception {
        boolean keyThere = Files.exists(rootKeyFile);
        begin();
        try (FileChannel mark = mark()) {
            try {
                Restored restored = build(keyArchive, archive, sheet, to);
                Files.delete(data.resolve(UNFINISHED));
                passed.accept("mark removed");
                return restored;
            } catch (Exception e) {
                if (!keyThere) {
                    Files.deleteIfExists(rootKeyFile);
                }
                empty();
                throw e;
            }
        }
    }

    private Restored build(
            InputStream keyArchive, InputStream archive, RecoverySheet sheet, Targets to)
            throws Exception {
        KeyArchive.unpack(keyArchive, sheet, data);
        passed.accept("keys unpacked");
        if (!Files.exists(rootKeyFile)) {
            KeyStore.restoreRootKey(rootKeyFile, data, sheet);
        }
        House house;
        try {
            house = House.open(data, rootKeyFile);
        } catch (KeyStoreRefusedException e) {
            throw new BackupRefusedException("keys-refused", e.what(), e.remedy());
        }
        passed.accept("keys opened");
        Built built;
        try (BareDatabase database = to.open(house)) {
            passed.accept("database made");
            built =
                    new Rebuild(house, (load, header, end) -> {}, passed)
                            .run(archive, database.openAdmin());
        }
        passed.accept("database closed");
        return new Restored(
                built.end().rows(),
                built.end().files(),
                built.end().gone(),
                built.header().madeAt().toString());
    }

    private void begin() throws IOException {
        if (Files.exists(data.resolve(UNFINISHED))) {
            clear();
        }
        if (Files.isDirectory(data)) {
            try (Stream<Path> all = Files.list(data)) {
                Optional<Path> first = all.findFirst();
                if (first.isPresent()) {
                    throw new BackupRefusedException(
                            "not-empty",
                            "The folder '%s' is not empty.".formatted(data),
                            "Restore into a new folder: name it with --data. Nothing was changed.");
                }
            }
        }
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    private FileChannel mark() throws IOException {
        FileChannel mark =
                FileChannel.open(
                        data.resolve(UNFINISHED),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (locks(mark)) {
            return mark;
        }
        mark.close();
        throw new BackupRefusedException(
                "at-it", "Another restore is at work in '%s'.".formatted(data), "Let it end.");
    }

    private static boolean locks(FileChannel mark) throws IOException {
        try {
            return mark.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What a restore has put there goes; the mark goes last. */
    private void clear() throws IOException {
        try (FileChannel held = mark()) {
            empty();
        }
    }

    private void empty() throws IOException {
        BareDatabase.end(data.resolve(POSTGRES));
        try (Stream<Path> all = Files.list(data)) {
            for (Path each : all.toList()) {
                if (!each.endsWith(UNFINISHED)) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        }
        Files.deleteIfExists(data.resolve(UNFINISHED));
    }
}
