package studio.backline.platform.backup.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.archive.ArchiveEnd;
import studio.backline.platform.backup.archive.ArchiveHeader;
import studio.backline.platform.backup.run.Rebuild.Built;
import studio.backline.platform.backup.run.RestoreMark.Ending;
import studio.backline.platform.database.dump.AdminSettings;
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.DatabaseLoad;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.RecoverySheet;

/**
 * Puts archive and keys back on a machine that has nothing of it. Until all is there a mark lies in
 * the data folder: no server starts on it, and a restore that was cut off is begun again; or ended,
 * where a database elsewhere had made its commit already.
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

    /**
     * What came back.
     *
     * @param madeAt the instant of which everything is
     * @param earlier whether all was there already, and nothing but the mark had to go
     */
    public record Restored(
            long rows, long files, List<String> gone, String madeAt, boolean earlier) {}

    /**
     * Does it.
     *
     * @param sheet that opens the key archive
     * @throws BackupRefusedException when it cannot be done; the folder is as it was then, or the
     *     mark lies in it and the next one knows what to do
     */
    public Restored run(
            InputStream keyArchive, InputStream archive, RecoverySheet sheet, Targets to)
            throws Exception {
        Optional<Restored> earlier = endOrClear(archive, sheet, to);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        boolean keyThere = Files.exists(rootKeyFile);
        begin();
        try (RestoreMark mark = RestoreMark.hold(data)) {
            try {
                KeyArchive.unpack(keyArchive, sheet, data);
                passed.accept("keys unpacked");
                Restored restored = build(archive, open(sheet), mark, to);
                remove(mark);
                return restored;
            } catch (Exception e) {
                // Of a commit that failed nobody knows: the next one asks the database.
                if (atItsEnd(mark).isEmpty()) {
                    if (!keyThere) {
                        Files.deleteIfExists(rootKeyFile);
                    }
                    empty(mark);
                }
                throw e;
            }
        }
    }

    private House open(RecoverySheet sheet) throws IOException {
        try {
            if (!Files.exists(rootKeyFile)) {
                KeyStore.restoreRootKey(rootKeyFile, data, sheet);
            }
            return House.open(data, rootKeyFile);
        } catch (KeyStoreRefusedException e) {
            throw new BackupRefusedException("keys-refused", e.what(), e.remedy());
        }
    }

    private Restored build(InputStream archive, House house, RestoreMark mark, Targets to)
            throws Exception {
        passed.accept("keys opened");
        Built built;
        try (BareDatabase database = to.open(house)) {
            passed.accept("database made");
            built =
                    new Rebuild(
                                    house,
                                    (load, header, end) -> number(mark, load, header, end),
                                    passed)
                            .run(archive, database.openAdmin());
        }
        passed.accept("database closed");
        return restored(built.header(), built.end());
    }

    /** The last before the commit. */
    private static void number(
            RestoreMark mark, DatabaseLoad load, ArchiveHeader header, ArchiveEnd end)
            throws IOException, SQLException {
        UUID number = UUID.randomUUID();
        mark.write(new Ending(number, header.id(), restored(header, end)));
        load.set(RestoreMark.SETTING, number.toString());
    }

    private static Restored restored(ArchiveHeader header, ArchiveEnd end) {
        return new Restored(end.rows(), end.files(), end.gone(), header.madeAt().toString(), false);
    }

    /**
     * Where one was cut off: ends it if there was nothing left to do, and otherwise clears away
     * what it has put there.
     */
    private Optional<Restored> endOrClear(InputStream archive, RecoverySheet sheet, Targets to)
            throws Exception {
        if (!Files.exists(data.resolve(UNFINISHED))) {
            return Optional.empty();
        }
        try (RestoreMark mark = RestoreMark.hold(data)) {
            Optional<Ending> ending = atItsEnd(mark);
            if (ending.isPresent()) {
                House house = openAgain(sheet, ending.get().restored());
                if (isCommitted(ending.get(), house, to)) {
                    return Optional.of(end(mark, ending.get(), Rebuild.idOf(archive, house)));
                }
            }
            empty(mark);
            return Optional.empty();
        }
    }

    /** The embedded database goes with its folder, and then nothing is left that could be whole. */
    private Optional<Ending> atItsEnd(RestoreMark mark) throws IOException {
        return mark.ending().filter(ending -> !Files.exists(data.resolve(POSTGRES)));
    }

    private House openAgain(RecoverySheet sheet, Restored former) throws IOException {
        try {
            return open(sheet);
        } catch (BackupRefusedException e) {
            throw new BackupRefusedException(
                    e.code(),
                    "The restore before this one, of the archive of %s, may have come to its end, and this root key is not of its house: %s"
                            .formatted(former.madeAt(), e.what()),
                    "Say it again with that archive and its recovery sheet; or restore into a new folder, and into another database. Nothing was changed.");
        }
    }

    private static boolean isCommitted(Ending ending, House house, Targets to) throws SQLException {
        try (BareDatabase database = to.open(house);
                Connection admin = database.openAdmin()) {
            DatabaseLoad.awaitOthers(admin);
            return AdminSettings.get(admin, RestoreMark.SETTING)
                    .equals(Optional.of(ending.number().toString()));
        }
    }

    private Restored end(RestoreMark mark, Ending ending, Optional<UUID> asked) throws IOException {
        Restored all = ending.restored();
        if (!asked.equals(Optional.of(ending.archive()))) {
            throw new BackupRefusedException(
                    "another-is-there",
                    "The restore before this one was of another archive, and had come to its end: all of %s is in '%s' and in the database."
                            .formatted(all.madeAt(), data),
                    "Say it again with that archive, and a server may start. To have this one instead, drop the database and make it anew first. Nothing was changed.");
        }
        remove(mark);
        return new Restored(all.rows(), all.files(), all.gone(), all.madeAt(), true);
    }

    private void remove(RestoreMark mark) throws IOException {
        mark.remove();
        passed.accept("mark removed");
    }

    private void begin() throws IOException {
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

    /** What a restore has put there goes; the mark goes last. */
    private void empty(RestoreMark mark) throws IOException {
        BareDatabase.end(data.resolve(POSTGRES));
        try (Stream<Path> all = Files.list(data)) {
            for (Path each : all.toList()) {
                if (!each.endsWith(UNFINISHED)) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        }
        mark.remove();
    }
}
