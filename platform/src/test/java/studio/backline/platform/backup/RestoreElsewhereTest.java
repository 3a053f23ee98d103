package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.encryption.RecoverySheet;

/** An archive comes back into a database that a studio runs by itself, made as the manual says. */
class RestoreElsewhereTest {

    @TempDir private static Path folder;

    private static StudioPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = StudioPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void into_an_empty_database_and_into_no_other() throws Exception {
        Path data = folder.resolve("data");
        DatabaseAddress empty = postgres.make("backline");
        Saved mine = save("mine");

        assertThat(restore(mine, data, empty).files()).isEqualTo(1);

        assertThat(data.resolve("postgres")).doesNotExist();
        try (SmallHouse again = SmallHouse.start(data, mine.key(), empty)) {
            again.migrate();
            assertThat(again.lint()).isEmpty();
            assertThat(songs(again)).isEqualTo("500");
            assertThat(again.secret()).isEqualTo("hush");
            assertThat(again.setting("sending.paused")).get().asString().endsWith(" restored");
        }
        refusesWhatIsTaken(mine, empty);
        try (SmallHouse again = SmallHouse.start(data, mine.key(), empty)) {
            assertThat(songs(again)).as("as it was").isEqualTo("500");
        }
    }

    /** The database with rows in it; and a new one, where others have their roles. */
    private void refusesWhatIsTaken(Saved mine, DatabaseAddress full) throws Exception {
        Path data = folder.resolve("refused");
        assertThatThrownBy(() -> restore(mine, data, full))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("/backline' is not empty. Nothing in it was changed");
        assertThat(data).isEmptyDirectory();

        DatabaseAddress second = postgres.make("second");
        assertThatThrownBy(() -> restore(save("another"), data, second))
                .isInstanceOf(DatabaseFailureException.class)
                .hasMessageContaining("already holds a Backline, in the database 'backline'");
        assertThat(data).isEmptyDirectory();
    }

    /** What somebody has at hand. */
    private record Saved(Path archive, Path key) {}

    private static Saved save(String name) throws Exception {
        Path key = folder.resolve(name).resolve("key/root.key");
        Path archives = folder.resolve(name).resolve("archives");
        try (SmallHouse house = SmallHouse.start(folder.resolve(name).resolve("data"), key)) {
            house.migrate();
            house.fill(500);
            String archive =
                    new Backups(house, Clock.systemUTC(), step -> {})
                            .create(new FolderPlace(archives))
                            .name();
            return new Saved(archives.resolve(archive), key);
        }
    }

    private static Restore.Restored restore(Saved saved, Path data, DatabaseAddress database)
            throws Exception {
        return MortalBackup.restore(
                new Restore(data, saved.key(), step -> {}),
                saved.archive(),
                RecoverySheet.of(Files.readAllBytes(saved.key())),
                StudioPostgres.target(database));
    }

    private static String songs(SmallHouse house) throws Exception {
        return house.query("p_songs_owner", "select count(*) from p_songs.song");
    }
}
