package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.testkit.fault.MortalProcess;

/**
 * A restore into a database of the studio's own is killed around its commit, after which all is
 * there but for the mark: the next one sees it, and throws nothing away.
 */
class RestoreEndedTest {

    private static final String NUMBER = "restore.number";

    @TempDir private Path folder;

    private StudioPostgres postgres;
    private DatabaseAddress database;
    private RecoverySheet sheet;
    private Path former;
    private Path latter;

    @BeforeEach
    void saveAHouseTwice() throws Exception {
        postgres = StudioPostgres.start();
        database = postgres.make("backline");
        try (SmallHouse house = SmallHouse.start(folder.resolve("data"), key())) {
            house.migrate();
            house.fill(500);
            sheet = house.house().keys().recoverySheet();
            Clock before = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
            former = create(house, before);
            house.change("p_songs_owner", "delete from p_songs.song where nth > 400");
            latter = create(house, Clock.systemUTC());
        }
    }

    private Path create(SmallHouse house, Clock clock) throws Exception {
        Path archives = folder.resolve("archives");
        return archives.resolve(
                new Backups(house, clock, step -> {}).create(new FolderPlace(archives)).name());
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void what_was_committed_is_ended_by_the_same_archive() throws Exception {
        kill("committed");
        Files.delete(key());

        Restore.Restored restored = restore(former, sheet);

        assertThat(restored.earlier()).isTrue();
        assertThat(restored.rows()).isGreaterThan(500);
        assertThat(restored.files()).isEqualTo(1);
        assertWholeWith("500");
    }

    @Test
    void another_archive_is_not_said_to_be_there_and_takes_its_place_only_in_an_empty_database()
            throws Exception {
        kill("committed");

        assertThatThrownBy(() -> restore(latter, sheet))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("was of another archive, and had come to its end: all of 20")
                .hasMessageContaining("Say it again with that archive")
                .hasMessageContaining("drop the database and make it anew first")
                .hasMessageContaining("Nothing was changed");
        assertThat(mark()).isNotEmptyFile();
        assertThat(folder.resolve("restored/keys")).isNotEmptyDirectory();

        postgres.drop("backline");
        database = postgres.make("backline");
        assertThat(restore(latter, sheet).earlier()).isFalse();
        assertWholeWith("400");
    }

    @Test
    void another_sheet_and_a_database_that_does_not_answer_throw_nothing_away() throws Exception {
        kill("committed");
        Files.move(key(), folder.resolve("away"));

        assertThatThrownBy(() -> restore(former, RecoverySheet.of(new byte[32])))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("may have come to its end")
                .hasMessageContaining("Nothing was changed");
        DatabaseAddress right = database;
        database =
                StudioPostgres.of(right.url().replaceFirst(":[0-9]+/", ":1/"), "nobody is there");
        assertThatThrownBy(() -> restore(former, sheet))
                .isInstanceOf(DatabaseFailureException.class);

        assertThat(mark()).isNotEmptyFile();
        database = right;
        assertThat(restore(former, sheet).earlier()).isTrue();
        assertWholeWith("500");
    }

    /**
     * As it is with a standby that has to have it too: the process is gone, and its commit is not.
     */
    @Test
    void a_commit_that_is_still_under_way_is_waited_for() throws Exception {
        kill("committed");
        try (Connection commit = database.open();
                Statement statement = commit.createStatement()) {
            String number = takeBack(statement);
            commit.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(7024191133750020)");
            statement.execute("set local role backline_owner");
            statement.execute(
                    "insert into backline.instance_setting (name, value) values ('%s', '%s')"
                            .formatted(NUMBER, number));

            FutureTask<Restore.Restored> next = new FutureTask<>(() -> restore(former, sheet));
            Thread.ofVirtual().start(next);
            assertThatThrownBy(() -> next.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            commit.commit();

            assertThat(next.get(1, TimeUnit.MINUTES).earlier()).isTrue();
        }
        assertWholeWith("500");
    }

    private static String takeBack(Statement statement) throws SQLException {
        statement.execute("set role backline_owner");
        try (ResultSet row =
                statement.executeQuery(
                        "delete from backline.instance_setting where name = '%s' returning value"
                                .formatted(NUMBER))) {
            row.next();
            return row.getString(1);
        } finally {
            statement.execute("reset role");
        }
    }

    @Test
    void what_was_not_committed_is_begun_again_with_whatever_archive() throws Exception {
        kill("files read");
        assertThat(mark()).isEmptyFile();

        assertThat(restore(latter, sheet).earlier()).isFalse();
        assertWholeWith("400");
    }

    @Test
    void the_same_archive_under_another_number_is_another_restore() throws Exception {
        kill("committed");
        postgres.drop("backline");
        database = postgres.make("backline");
        restoreElsewhereFirst();

        assertThatThrownBy(() -> restore(former, sheet))
                .hasMessageContaining("is not empty. Nothing in it was changed");
    }

    /** The same archive, in the same database, under another number. */
    private void restoreElsewhereFirst() throws Exception {
        Restore.Restored other =
                MortalBackup.restore(
                        new Restore(folder.resolve("other"), key(), step -> {}),
                        former,
                        sheet,
                        StudioPostgres.target(database));
        assertThat(other.earlier()).isFalse();
    }

    private void kill(String step) {
        assertThat(
                        MortalProcess.of(MortalBackup.class, folder.resolve("console"))
                                .run(
                                        List.of(
                                                "restore",
                                                folder.toString(),
                                                step,
                                                former.toString(),
                                                database.url(),
                                                database.password())))
                .isEqualTo(MortalProcess.KILLED);
        assertThat(mark()).exists();
    }

    private Restore.Restored restore(Path archive, RecoverySheet with) throws Exception {
        return MortalBackup.restore(
                new Restore(folder.resolve("restored"), key(), step -> {}),
                archive,
                with,
                StudioPostgres.target(database));
    }

    private void assertWholeWith(String songs) throws Exception {
        assertThat(mark()).doesNotExist();
        try (SmallHouse again = SmallHouse.start(folder.resolve("restored"), key(), database)) {
            again.migrate();
            assertThat(again.lint()).isEmpty();
            assertThat(again.query("p_songs_owner", "select count(*) from p_songs.song"))
                    .isEqualTo(songs);
            assertThat(again.content()).isEqualTo(SmallHouse.CONTENT);
            assertThat(again.secret()).isEqualTo("hush");
            assertThat(again.setting("sending.paused")).get().asString().endsWith(" restored");
            assertThat(again.setting(NUMBER)).isPresent();
        }
    }

    private Path key() {
        return folder.resolve("key/root.key");
    }

    private Path mark() {
        return folder.resolve("restored").resolve(Restore.UNFINISHED);
    }
}
