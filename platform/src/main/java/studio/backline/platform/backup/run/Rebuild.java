package studio.backline.platform.backup.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.archive.ArchiveBrokenException;
import studio.backline.platform.backup.archive.ArchiveEnd;
import studio.backline.platform.backup.archive.ArchiveHeader;
import studio.backline.platform.backup.archive.ArchiveReader;
import studio.backline.platform.database.dump.DatabaseLoad;
import studio.backline.platform.database.dump.DumpRefusedException;
import studio.backline.platform.database.dump.DumpedSchema;
import studio.backline.platform.database.dump.DumpedTable;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.encryption.openpgp.BrokenMessageException;
import studio.backline.platform.encryption.openpgp.OpenPgp;
import studio.backline.platform.work.Sending;

/**
 * Builds an archive up again, in an empty database and a data folder that holds the keys. Nothing
 * of the database stays unless everything was there and unchanged.
 */
final class Rebuild {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,60}");

    private final House house;
    private final Inspector inspector;
    private final Consumer<String> passed;

    /** Looks at what was built, before it is kept. */
    interface Inspector {
        void look(DatabaseLoad load, ArchiveHeader header, ArchiveEnd end) throws Exception;
    }

    /** What was built. */
    record Built(ArchiveHeader header, ArchiveEnd end) {}

    Rebuild(House house, Inspector inspector, Consumer<String> passed) {
        this.house = house;
        this.inspector = inspector;
        this.passed = passed;
    }

    /**
     * Does it.
     *
     * @param admin of an empty database; closed
     * @throws ArchiveBrokenException when the archive is not whole, or not of these keys
     */
    Built run(InputStream sealed, Connection admin) throws Exception {
        try (ArchiveReader archive = new ArchiveReader(OpenPgp.open(sealed, house.passphrase()))) {
            try (DatabaseLoad load =
                    DatabaseLoad.begin(admin, new KeySecrets(house.keys(), house.workspaces()))) {
                return run(archive, load);
            } catch (DumpRefusedException e) {
                throw new BackupRefusedException(
                        "database-refused", String.valueOf(e.getMessage()), "");
            } catch (Exception e) {
                throw archive.explain(e);
            }
        } catch (BrokenMessageException e) {
            throw new ArchiveBrokenException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Which archive it is; empty where the house's keys do not open it, or it is none. */
    static Optional<UUID> idOf(InputStream sealed, House house) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(OpenPgp.open(sealed, house.passphrase()))) {
            return Optional.of(archive.header().id());
        } catch (BrokenMessageException | ArchiveBrokenException e) {
            return Optional.empty();
        }
    }

    private Built run(ArchiveReader archive, DatabaseLoad load) throws Exception {
        ArchiveHeader header = archive.header();
        if (!header.keys().equals(house.keys().fingerprint())) {
            throw new ArchiveBrokenException("It was made with other keys than these.");
        }
        for (DumpedSchema schema : header.schemas()) {
            load.open(schema);
            for (DumpedTable table : schema.tables()) {
                archive.table(schema, table, rows -> load.copy(schema, table, rows));
                passed.accept("table read");
            }
            load.complete(schema);
            passed.accept("schema complete");
        }
        archive.rest(new Shelves(house.data()));
        passed.accept("files read");
        ArchiveEnd end = archive.end();
        inspector.look(load, header, end);
        load.set(
                Sending.SETTING,
                new Sending.Pause(Instant.now(), Sending.Cause.RESTORED).written());
        load.commit();
        passed.accept("committed");
        return new Built(header, end);
    }

    /** Puts everything that is no table into the data folder. */
    private record Shelves(Path data) implements ArchiveReader.Receiver {

        @Override
        public void file(String name, InputStream content) throws IOException {
            try {
                FileNames.read(name);
            } catch (IllegalArgumentException e) {
                throw new ArchiveBrokenException(String.valueOf(e.getMessage()), e);
            }
            keep(data.resolve("files").resolve(name), content);
        }

        @Override
        public void jar(String sha256, InputStream content) throws IOException {
            require(SHA256, sha256);
            keep(
                    data.resolve("plugins").resolve("store").resolve(sha256).resolve("plugin.jar"),
                    content);
        }

        @Override
        public void configuration(String name, InputStream content) throws IOException {
            require(PLAIN, name);
            Path folder = name.equals(FileNames.NODE) ? data : data.resolve(Restore.CONFIGURATION);
            keep(folder.resolve(name), content);
        }

        private static void require(Pattern pattern, String name) throws IOException {
            if (!pattern.matcher(name).matches()) {
                throw new ArchiveBrokenException(
                        "'%s' is no name of a part of an archive.".formatted(name));
            }
        }

        private static void keep(Path file, InputStream content) throws IOException {
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
        }
    }
}
