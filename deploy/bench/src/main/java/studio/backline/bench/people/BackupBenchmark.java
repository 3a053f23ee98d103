package studio.backline.bench.people;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.platform.backup.ArchiveNames;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.backup.HouseAccess;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.encryption.RecoverySheet;

/**
 * A house with a million people taken into a sealed archive, and built up again from it, against
 * COPY of the same tables.
 */
public final class BackupBenchmark implements Benchmark {

    private static final int PEOPLE = Integer.getInteger("bench.people", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public String title() {
        return "A house of a million people into a sealed, compressed archive on the disk, against COPY TO"
                + " of the same tables into plain files; and the whole house from it, database server,"
                + " migrations, files and checks included, against COPY FROM of those files into tables"
                + " that then get the same indexes and keys.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        CrowdedHouse crowd = CrowdedHouse.fill(PeopleHouse.open(workbench), PEOPLE, 1);
        Path folder = Files.createDirectories(workbench.folder().resolve("backup"));
        Path rootKey = workbench.folder().resolve("people/root.key");
        House house = House.open(workbench.folder().resolve("people/data"), rootKey);
        Access access = new Access(house, crowd);
        Path archives = folder.resolve("archives");
        try (BareTables bare = BareTables.of(access.openAdmin(), folder.resolve("plain"))) {
            report.add(
                    Result.of(
                            "backup, people",
                            "/s",
                            Rounds.alternate(
                                    0,
                                    ROUNDS,
                                    () -> create(access, archives),
                                    () -> rate(bare::copyOut)),
                            Wanted.atLeast(0.50)));
            report.add(
                    Result.of(
                            "restore, people",
                            "/s",
                            Rounds.alternate(
                                    0,
                                    ROUNDS,
                                    () -> restore(access, folder, archives, rootKey),
                                    () -> rate(bare::copyIn)),
                            Wanted.atLeast(0.50)));
            report.note(
                    "Archive: %,d MB; the same rows as plain text: %,d MB. COPY FROM alone, without indexes and keys: %,.0f people/s."
                            .formatted(
                                    size(archives) >> 20,
                                    size(folder.resolve("plain")) >> 20,
                                    PEOPLE / bare.loadedInSeconds()));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return PEOPLE * 1e9 / (System.nanoTime() - start);
    }

    private static double create(Access access, Path archives) throws Exception {
        FileSystemUtils.deleteRecursively(archives);
        return rate(() -> backups(access).create(new FolderPlace(archives)));
    }

    private static Backups backups(Access access) {
        return new Backups(access, Clock.systemUTC(), step -> {});
    }

    private static double restore(Access access, Path folder, Path archives, Path rootKey)
            throws Exception {
        Path data = folder.resolve("restored");
        String name = backups(access).list(new FolderPlace(archives)).archives().getFirst().name();
        Path archive = archives.resolve(name);
        Path keyArchive = archives.resolve(ArchiveNames.keysOf(name).orElseThrow());
        RecoverySheet sheet = RecoverySheet.of(Files.readAllBytes(rootKey));
        double rate =
                rate(
                        () -> {
                            try (InputStream keys = Files.newInputStream(keyArchive);
                                    InputStream sealed = Files.newInputStream(archive)) {
                                Restore.Restored restored =
                                        new Restore(data, rootKey, step -> {})
                                                .run(keys, sealed, sheet, Restore.embedded());
                                requireAll(restored.rows());
                            }
                        });
        FileSystemUtils.deleteRecursively(data);
        return rate;
    }

    /** A person, a mail address, a role and a consent each. */
    private static void requireAll(long rows) {
        if (rows < 4L * PEOPLE) {
            throw new IllegalStateException("Only %d rows came back.".formatted(rows));
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            long bytes = 0;
            for (Path each : all) {
                bytes += Files.size(each);
            }
            return bytes;
        }
    }

    /** The crowd's house, as a backup sees it. */
    private record Access(House house, CrowdedHouse crowd) implements HouseAccess {

        @Override
        public Connection openAdmin() throws SQLException {
            return crowd.house().database().open();
        }

        @Override
        public String version() {
            return "bench";
        }

        @Override
        public Map<String, byte[]> configuration() {
            return Map.of();
        }
    }
}
