package studio.backline.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.dump.BeforeMigration;
import studio.backline.platform.work.Sending;

/**
 * Makes an archive of what an older release has left before it is migrated: there is no other way
 * back to that release. In the folder where archives go; where they go to another machine, or
 * nobody has said where, in a folder of the data folder, which keeps the last one for some days.
 */
final class ArchiveFirst implements BeforeMigration {

    /** Where it lies when archives go to no folder. */
    static final String FOLDER = "before-upgrade";

    /** Of what is erased nothing may be left for long, and its keys lie beside it. */
    static final Duration KEPT = Duration.ofDays(14);

    /** A file with this name lets one upgrade go on without an archive. */
    static final String WITHOUT = "upgrade.without-archive";

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveFirst.class);

    private final House house;
    private final Supplier<Map<String, byte[]>> configuration;
    private final Clock clock;

    ArchiveFirst(House house, Supplier<Map<String, byte[]>> configuration, Clock clock) {
        this.house = house;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public void run(Admin admin) {
        Path without = house.data().resolve(WITHOUT);
        try {
            if (Files.deleteIfExists(without)) {
                LOG.warn(
                        "The database is migrated without an archive of it, as '{}' asks.",
                        without);
                return;
            }
            OlderHouse older = new OlderHouse(house, configuration, admin);
            try (BackupPlace place = place(older)) {
                Backups backups = new Backups(older, clock, step -> {});
                String name = backups.createAside(place).name();
                LOG.info(
                        "An older release has made this database. Before it is migrated, {} was made in {}.",
                        name,
                        place.inWords());
                if (place.inWords().equals(house.data().resolve(FOLDER).toString())) {
                    backups.expire(place, new Retention(1, 0, 0));
                }
            }
        } catch (Exception e) {
            throw new DatabaseFailureException(
                    "An older release has made this database, and no archive of it could be made before it is migrated: %s"
                            .formatted(BackupNotes.words(e)),
                    "Nothing was changed. Mend that, or start the former release again. To go on without an archive, which leaves no way back, make an empty file '%s'."
                            .formatted(without),
                    e);
        }
    }

    /** Of this node alone. */
    static FolderPlace place(Path data) {
        return new FolderPlace(data.resolve(FOLDER));
    }

    /**
     * Other machines are reached by what runs on the migrated database; and one that was restored
     * leaves the archives alone that it came from.
     */
    private BackupPlace place(OlderHouse older) throws IOException {
        Places places = new Places(older);
        boolean restored = older.setting(Sending.SETTING).filter(Sending::isOfRestore).isPresent();
        Optional<PlaceChoice> chosen =
                places.chosen().filter(each -> each.kind() == PlaceChoice.Kind.FOLDER && !restored);
        return chosen.isPresent() ? places.open(Optional.empty()) : place(house.data());
    }

    /** A house whose database is not prepared yet. */
    private record OlderHouse(
            House house, Supplier<Map<String, byte[]>> pieces, BeforeMigration.Admin admin)
            implements HouseAccess {

        @Override
        public Connection openAdmin() throws SQLException {
            return admin.open();
        }

        @Override
        public String version() {
            return Objects.requireNonNullElse(
                    ArchiveFirst.class.getPackage().getImplementationVersion(), "");
        }

        @Override
        public Map<String, byte[]> configuration() {
            return pieces.get();
        }
    }
}
