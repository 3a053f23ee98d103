package studio.backline.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.platform.backup.archive.ArchiveBrokenException;
import studio.backline.platform.backup.archive.ArchiveEnd;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.ArchiveMaker;
import studio.backline.platform.backup.run.KeyArchive;
import studio.backline.platform.backup.run.Verification;
import studio.backline.platform.work.Sending;

/** Makes, lists and proves archives of one house, one at a time whoever asks. */
public final class Backups {

    /** Any number, the same on all nodes. */
    private static final String TURN = "select pg_try_advisory_lock(7024191133750019)";

    private static final String TURN_OVER = "select pg_advisory_unlock(7024191133750019)";

    private static final String DISK_FULL = "53100";

    private static final String AT_IT = "at-it";

    /** So many names are enough to see what is wrong. */
    private static final int FEW = 3;

    private final HouseAccess access;
    private final Clock clock;
    private final Consumer<String> passed;

    /**
     * @param passed hears of each step, for whoever tries what a kill there leaves behind
     */
    public Backups(HouseAccess access, Clock clock, Consumer<String> passed) {
        this.access = access;
        this.clock = clock;
        this.passed = passed;
    }

    /**
     * An archive that was made.
     *
     * @param gone files on record that were deleted while it was made
     * @param elsewhere files whose content lies in stores of plugins, and is not in it
     */
    public record Made(
            String name, String place, long rows, long files, List<String> gone, long elsewhere) {}

    /** An archive that was proven. */
    public record Proven(
            String name, Instant madeAt, Instant provenAt, long rows, long files, String tried) {}

    /**
     * What there is in a place.
     *
     * @param archives of this house, the newest first
     * @param others archives of other houses
     */
    public record Listing(List<BackupEntry> archives, long others) {}

    /**
     * Makes an archive, and the key archive anew, which is kept once; then lets go what the plan
     * does not keep, whoever asked.
     */
    public Made create(BackupPlace place) throws Exception {
        if (isRestored() && !list(place).archives().isEmpty()) {
            throw new BackupRefusedException(
                    "restored",
                    "This server was restored from a backup, and its archives are in %s already: another one would take the place of their keys."
                            .formatted(place.inWords()),
                    "Once the other server is off for certain: bin/backline sending resume. Until then name another place with --place.");
        }
        Made made = createAside(place);
        try {
            expire(place, BackupPlan.of(access).retention());
        } catch (IOException e) {
            throw failed(e, made.name());
        }
        return made;
    }

    /** Likewise, in a place where no server but this one ever writes. */
    Made createAside(BackupPlace place) throws Exception {
        try (Turn turn = takeTurn()) {
            Instant at = freeInstant(place);
            String name = ArchiveNames.archive(ours(), at);
            AtomicReference<ArchiveEnd> end = new AtomicReference<>();
            ArchiveMaker maker =
                    new ArchiveMaker(
                            access.house(), access.version(), access.configuration(), passed);
            place.clear(ours());
            place.put(name, out -> end.set(maker.write(access::openAdmin, out)));
            passed.accept("archive kept");
            // After the archive: whatever workspace is in it has its key in here.
            place.put(ArchiveNames.keys(ours()), out -> KeyArchive.write(access.house(), out));
            passed.accept("keys kept");
            new BackupNotes(access).made(at, name, place.inWords());
            record("backup.made", name, place);
            return made(name, place, Objects.requireNonNull(end.get()));
        } catch (Exception e) {
            throw failed(e, "");
        }
    }

    /**
     * Now, to the second; none is written over that came before, and its proof would be another's.
     */
    private Instant freeInstant(BackupPlace place) throws IOException {
        Set<String> taken =
                place.list().stream().map(BackupPlace.Kept::name).collect(Collectors.toSet());
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        while (taken.contains(ArchiveNames.archive(ours(), at))) {
            at = at.plusSeconds(1);
        }
        return at;
    }

    /** One without files that are on record is kept, and told as what it is. */
    private static Made made(String name, BackupPlace place, ArchiveEnd end) {
        if (!end.missing().isEmpty()) {
            throw new BackupRefusedException(
                    "files-missing",
                    "The archive %s was made, but %d files on record are not in the data folder, and so not in it: %s."
                            .formatted(
                                    name,
                                    end.missing().size(),
                                    end.missing().stream()
                                            .limit(FEW)
                                            .collect(Collectors.joining(", "))),
                    "Look whether its folder 'files' is there, as one that is to be mounted, and make another.");
        }
        return new Made(
                name, place.inWords(), end.rows(), end.files(), end.gone(), end.elsewhere());
    }

    private boolean isRestored() {
        return access.setting(Sending.SETTING).filter(Sending::isOfRestore).isPresent();
    }

    private String ours() {
        return ArchiveNames.house(access.house().keys().fingerprint());
    }

    private void record(String act, String archive, BackupPlace place) {
        access.record(act, Map.of("archive", archive, "place", place.inWords()));
    }

    /** Kept for whoever looks later; that another one is at it is no failure. */
    Exception failed(Exception failure, String archive) {
        Exception known = explained(failure, archive);
        if (!(known instanceof BackupRefusedException refused && refused.code().equals(AT_IT))) {
            new BackupNotes(access).failed(clock.instant().truncatedTo(ChronoUnit.SECONDS), known);
        }
        return known;
    }

    /** What there is in a place. */
    public Listing list(BackupPlace place) throws IOException {
        List<BackupEntry> all = ArchiveNames.entries(place.list());
        List<BackupEntry> archives = ours(all);
        return new Listing(archives, all.size() - archives.size());
    }

    private List<BackupEntry> ours(List<BackupEntry> all) {
        return all.stream().filter(each -> each.house().equals(ours())).toList();
    }

    /**
     * Builds an archive up again beside the house, counts and opens, and keeps that it is proven.
     *
     * @param name of the archive; the newest where it is empty
     */
    public Proven verify(BackupPlace place, Optional<String> name) throws Exception {
        String archive = name.isPresent() ? name.get() : newest(place);
        try (Turn turn = takeTurn();
                InputStream keys =
                        place.open(ArchiveNames.keysOf(archive).orElseThrow(() -> none(archive)));
                InputStream sealed = place.open(archive)) {
            Verification.Proven proven = new Verification(access.house()).run(keys, sealed);
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            for (String former : ArchiveNames.proofs(archive, place.list())) {
                place.delete(former);
            }
            place.put(ArchiveNames.proof(archive, now), out -> out.write('\n'));
            Instant madeAt = Instant.parse(proven.madeAt());
            new BackupNotes(access).proven(now, archive, madeAt);
            record("backup.proven", archive, place);
            return new Proven(archive, madeAt, now, proven.rows(), proven.files(), proven.tried());
        } catch (Exception e) {
            throw failed(e, archive);
        }
    }

    /** Deletes what need not be kept. */
    void expire(BackupPlace place, Retention retention) throws IOException {
        List<BackupPlace.Kept> kept = place.list();
        letGo(place, kept, retention.expired(ours(ArchiveNames.entries(kept)), clock.instant()));
    }

    /** Deletes what is older than that, and with the last archive the keys. */
    void forget(BackupPlace place, Duration age) throws IOException {
        List<BackupPlace.Kept> kept = place.list();
        List<BackupEntry> all = ours(ArchiveNames.entries(kept));
        Instant oldest = clock.instant().minus(age);
        List<BackupEntry> old =
                all.stream().filter(each -> each.madeAt().isBefore(oldest)).toList();
        letGo(place, kept, old);
        if (!old.isEmpty() && old.size() == all.size()) {
            place.delete(ArchiveNames.keys(ours()));
        }
    }

    private void letGo(BackupPlace place, List<BackupPlace.Kept> kept, List<BackupEntry> gone)
            throws IOException {
        for (BackupEntry each : gone) {
            String name = each.name();
            place.delete(name);
            for (String proof : ArchiveNames.proofs(name, kept)) {
                place.delete(proof);
            }
            record("backup.expired", name, place);
        }
    }

    /** Writes the key archive into a file. */
    public void exportKeys(Path file) throws Exception {
        Path whole = file.toAbsolutePath().normalize();
        try (BackupPlace folder = new FolderPlace(Objects.requireNonNull(whole.getParent()))) {
            folder.put(
                    String.valueOf(whole.getFileName()),
                    out -> KeyArchive.write(access.house(), out));
            access.record("backup.keys-exported", Map.of("file", whole.toString()));
        }
    }

    private static BackupRefusedException none(String archive) {
        return new BackupRefusedException(
                "no-archive",
                "'%s' is not the name of an archive.".formatted(archive),
                "See what there is: bin/backline backup list");
    }

    private String newest(BackupPlace place) throws IOException {
        return list(place).archives().stream()
                .findFirst()
                .map(BackupEntry::name)
                .orElseThrow(
                        () ->
                                new BackupRefusedException(
                                        "no-archive",
                                        "There is no archive in %s.".formatted(place.inWords()),
                                        "Make one: bin/backline backup create"));
    }

    /** Held as long as the connection is, unless it is given back before. */
    private record Turn(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try (connection;
                    Statement statement = connection.createStatement()) {
                // The server hears of a closed connection a little later, and the next may be
                // there.
                statement.execute(TURN_OVER);
            } catch (SQLException e) {
                // Over with its connection.
                return;
            }
        }
    }

    private Turn takeTurn() throws Exception {
        Connection connection = access.openAdmin();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TURN)) {
            row.next();
            if (row.getBoolean(1)) {
                return new Turn(connection);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new BackupRefusedException(
                AT_IT, "A backup is being made or proven already.", "Let it end, and try again.");
    }

    /** As the kernel says it, and PostgreSQL. */
    public static boolean isDiskFull(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        return failure instanceof SQLException e && DISK_FULL.equals(e.getSQLState())
                || failure instanceof IOException
                        && (said.contains("No space left on device")
                                || said.contains("Disk quota exceeded"));
    }

    /** In a sentence, where it is known what it means. */
    public static Exception explained(Exception failure, String archive) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof BackupRefusedException known) {
                return known;
            }
            if (isDiskFull(each)) {
                return new BackupRefusedException(
                        "disk-full",
                        "The disk is full: %s.".formatted(each.getMessage()),
                        "Nothing half done is left. Make room and begin again.");
            }
            if (each instanceof OutboundFailedException) {
                return Places.unusable(each);
            }
            if (each instanceof ArchiveBrokenException broken) {
                return new BackupRefusedException(
                        "archive-broken",
                        "The archive '%s' is refused. %s".formatted(archive, broken.getMessage()),
                        "Nothing of it was kept. Take another one.");
            }
        }
        return failure;
    }
}
