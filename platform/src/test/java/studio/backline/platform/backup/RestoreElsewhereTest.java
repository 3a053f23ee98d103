package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
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
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.testkit.fault.StoppablePostgres;

/** An archive comes back into a database that a studio runs by itself, made as the manual says. */
class RestoreElsewhereTest {

    private static final String ADMIN = "backline_admin";
    private static final String PASSWORD = "of the studio";

    @TempDir private static Path folder;

    private static StoppablePostgres postgres;

    @BeforeAll
    static void start() {
        postgres = StoppablePostgres.start();
        superuser("create role %s login createrole password '%s'".formatted(ADMIN, PASSWORD));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void into_an_empty_database_and_into_no_other() throws Exception {
        Path data = folder.resolve("data");
        DatabaseAddress empty = make("backline");
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
                .hasMessageContaining("is not empty. Nothing in it was changed");
        assertThat(data).isEmptyDirectory();

        DatabaseAddress second = make("second");
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
        try (InputStream keys = Files.newInputStream(MortalBackup.keysOf(saved.archive()));
                InputStream archive = Files.newInputStream(saved.archive())) {
            return new Restore(data, saved.key(), step -> {})
                    .run(
                            keys,
                            archive,
                            RecoverySheet.of(Files.readAllBytes(saved.key())),
                            house ->
                                    BareDatabase.external(
                                            database,
                                            new KeySecrets(house.keys(), house.workspaces())));
        }
    }

    private static String songs(SmallHouse house) throws Exception {
        return house.query("p_songs_owner", "select count(*) from p_songs.song");
    }

    private static DatabaseAddress make(String name) {
        superuser(
                """
                create database %s owner %s template template0 encoding 'UTF8'
                locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'
                """
                        .formatted(name, ADMIN));
        postgres.database(name)
                .execute(
                        "revoke execute on function lo_creat(integer), lo_create(oid),"
                                + " lo_from_bytea(oid, bytea) from public");
        return new DatabaseAddress(postgres.database(name).url(), ADMIN, PASSWORD);
    }

    private static void superuser(String statement) {
        postgres.database("postgres").execute(statement);
    }
}
