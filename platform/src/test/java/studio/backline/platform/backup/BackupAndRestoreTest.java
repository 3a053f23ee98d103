package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.encryption.RecoverySheet;

/** What a house holds is taken, proven, and put back elsewhere with archive, keys and sheet. */
class BackupAndRestoreTest {

    private static final String COUNT_SONGS =
            "select count(*) || ' ' || sum(nth) || ' ' || md5(string_agg(title || folded, '' order by nth)) from p_songs.song";

    private static final String JAR = "a".repeat(64);
    private static final String OTHER_JAR = "b".repeat(64);

    @TempDir private static Path folder;

    private static SmallHouse house;
    private static Backups backups;
    private static Backups.Made made;
    private static RecoverySheet sheet;

    @BeforeAll
    static void makeHouse() throws Exception {
        house = SmallHouse.start(folder.resolve("one"), folder.resolve("key-one/root.key"));
        house.migrate();
        house.fill(20_000);
        sheet = house.house().keys().recoverySheet();
        backups = new Backups(house, Clock.systemUTC(), step -> {});
        made = backups.create(place());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void a_restored_house_is_the_same_under_another_path() throws Exception {
        Path data = folder.resolve("elsewhere/two");
        Path key = folder.resolve("key-two/root.key");

        Restore.Restored restored = restore(data, key, archive());

        assertThat(restored.rows()).isEqualTo(made.rows()).isGreaterThan(20_000);
        assertThat(restored.files()).isEqualTo(1);
        assertThat(data.resolve(Restore.UNFINISHED)).doesNotExist();
        try (SmallHouse again = SmallHouse.start(data, key)) {
            again.migrate();
            assertThat(again.lint()).isEmpty();
            assertThat(again.query("p_songs_owner", COUNT_SONGS))
                    .isEqualTo(house.query("p_songs_owner", COUNT_SONGS));
            assertThat(again.query("p_songs_owner", "select count(*) from p_songs.loud"))
                    .isEqualTo("20000");
            assertThat(again.query("backline_owner", "select name from backline.workspace"))
                    .isEqualTo("Naïve \\ Café");
            assertThat(again.content()).isEqualTo(SmallHouse.CONTENT);
            assertThat(again.secret()).isEqualTo("hush");
            assertThat(again.setting("sending.paused")).get().asString().endsWith(" restored");
            again.change(
                    "p_songs_owner",
                    "insert into p_songs.song (workspace_id, id, title) values ('%s', uuidv7(), 'next')"
                            .formatted(SmallHouse.WORKSPACE));
            assertThat(again.query("p_songs_owner", "select max(nth) from p_songs.song"))
                    .isEqualTo("20001");
        }
    }

    @Test
    void an_archive_that_was_never_proven_says_so_until_it_is() throws Exception {
        FolderPlace other = new FolderPlace(folder.resolve("never-proven"));
        Backups.Made next = backups.create(other);
        assertThat(ArchiveNames.entries(other.list()).getFirst().provenAt()).isEmpty();

        Backups.Proven proven = backups.verify(other, Optional.empty());

        assertThat(proven.name()).isEqualTo(next.name());
        assertThat(proven.rows()).isEqualTo(next.rows());
        assertThat(proven.tried()).isEqualTo("keys 2, files 1");
        assertThat(ArchiveNames.entries(other.list()).getFirst().provenAt())
                .contains(proven.provenAt());
        assertThat(new BackupNotes(house).lastProven()).get().asString().contains(next.name());
        assertThat(house.house().data().resolve("backup")).isEmptyDirectory();
    }

    @Test
    void an_archive_that_was_cut_off_changed_or_put_together_otherwise_is_refused()
            throws Exception {
        byte[] whole = Files.readAllBytes(archive());
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        byte[] lastFlipped = whole.clone();
        lastFlipped[whole.length - 1] ^= 1;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 4096, swapped, 8192, 4096);
        System.arraycopy(whole, 8192, swapped, 4096, 4096);

        for (byte[] broken :
                List.of(
                        flipped,
                        lastFlipped,
                        swapped,
                        Arrays.copyOf(whole, whole.length - 1),
                        new byte[0])) {
            Path file = Files.write(folder.resolve("broken.gpg"), broken);
            Path data = folder.resolve("refused");
            Path key = folder.resolve("key-refused/root.key");

            assertThatThrownBy(() -> restore(data, key, file))
                    .satisfies(
                            e ->
                                    assertThat(Backups.explained((Exception) e, "broken"))
                                            .isInstanceOf(BackupRefusedException.class)
                                            .hasMessageContaining("is refused"));
            assertThat(data).isEmptyDirectory();
            assertThat(key).doesNotExist();
        }
    }

    @Test
    void a_jar_is_in_it_once_whether_it_lies_in_the_folder_or_in_rows_alone() throws Exception {
        Path store = house.house().data().resolve("plugins/store");
        for (String sha256 : List.of(JAR, OTHER_JAR)) {
            house.change(
                    "backline_owner",
                    "insert into backline.plugin_jar (sha256, part, bytes) values ('%s', 0, 'one half, ')"
                            .formatted(sha256),
                    "insert into backline.plugin_jar (sha256, part, bytes) values ('%s', 1, 'the other')"
                            .formatted(sha256));
        }
        Files.writeString(
                Files.createDirectories(store.resolve(JAR)).resolve("plugin.jar"),
                "one half, the other");
        FolderPlace other = new FolderPlace(folder.resolve("with-jars"));

        Path archive = folder.resolve("with-jars").resolve(backups.create(other).name());
        Path data = folder.resolve("with-jars-again");
        restore(data, folder.resolve("key-jars/root.key"), archive);

        for (String sha256 : List.of(JAR, OTHER_JAR)) {
            assertThat(data.resolve("plugins/store").resolve(sha256).resolve("plugin.jar"))
                    .hasContent("one half, the other");
        }
        try (SmallHouse again = SmallHouse.start(data, folder.resolve("key-jars/root.key"))) {
            assertThat(again.query("backline_owner", "select count(*) from backline.plugin_jar"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_full_disk_is_told_and_leaves_the_archives_that_are_there() throws Exception {
        FolderPlace place = new FolderPlace(folder.resolve("narrow"));
        place.put("backline-20260101T000000Z.tar.gpg", out -> out.write(1));

        assertThatThrownBy(
                        () ->
                                place.put(
                                        "backline-20260102T000000Z.tar.gpg",
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("is full. What was written of the archive is removed again")
                .hasMessageContaining("Make room there");

        try (Stream<Path> left = Files.list(folder.resolve("narrow"))) {
            assertThat(left.map(file -> String.valueOf(file.getFileName())))
                    .containsExactly("backline-20260101T000000Z.tar.gpg");
        }
        assertThat(
                        Backups.explained(
                                new SQLException("could not extend file", "53100"), "an archive"))
                .hasMessageContaining("The disk is full")
                .hasMessageContaining("Make room and begin again");
    }

    @Test
    void a_turn_is_over_when_it_ends_and_not_once_its_connection_is_gone() throws Exception {
        FolderPlace noFolder =
                new FolderPlace(Files.writeString(folder.resolve("a-file"), "of somebody"));
        try (Connection lasting = house.openAdmin()) {
            Backups first = new Backups(new Lingering(house, lasting), Clock.systemUTC(), s -> {});
            assertThatThrownBy(() -> first.create(noFolder)).isInstanceOf(Exception.class);

            assertThatThrownBy(() -> backups.create(noFolder))
                    .message()
                    .doesNotContain("is being made or proven already");
        }
    }

    /** A house whose connections the server does not see closed yet. */
    private record Lingering(SmallHouse of, Connection lasting) implements HouseAccess {

        @Override
        public House house() {
            return of.house();
        }

        @Override
        public Connection openAdmin() {
            return (Connection)
                    Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, method, arguments) ->
                                    method.getName().equals("close")
                                            ? null
                                            : method.invoke(lasting, arguments));
        }

        @Override
        public String version() {
            return of.version();
        }

        @Override
        public Map<String, byte[]> configuration() {
            return of.configuration();
        }
    }

    @Test
    void a_sheet_of_another_house_opens_no_keys() {
        RecoverySheet other = RecoverySheet.of(new byte[32]);

        assertThatThrownBy(
                        () ->
                                restore(
                                        folder.resolve("three"),
                                        folder.resolve("key-three/root.key"),
                                        archive(),
                                        other))
                .hasMessageContaining("does not open with this recovery sheet");
    }

    @Test
    void a_folder_that_holds_something_is_left_alone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("full"));
        Files.writeString(data.resolve("mine"), "mine");

        assertThatThrownBy(() -> restore(data, folder.resolve("key-full/root.key"), archive()))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("is not empty");

        assertThat(data.resolve("mine")).hasContent("mine");
    }

    @Test
    void what_fails_while_it_is_written_leaves_no_archive() throws Exception {
        FolderPlace place = new FolderPlace(folder.resolve("failing"));

        assertThatThrownBy(
                        () ->
                                place.put(
                                        "backline-20260101T000000Z.tar.gpg",
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw new IOException("the line broke");
                                        }))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("the line broke");

        assertThat(place.list()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("failing"))) {
            assertThat(left).isEmpty();
        }
    }

    private static FolderPlace place() {
        return new FolderPlace(folder.resolve("archives"));
    }

    private static Path archive() {
        return folder.resolve("archives").resolve(made.name());
    }

    private static Restore.Restored restore(Path data, Path key, Path archive) throws Exception {
        return restore(data, key, archive, sheet);
    }

    private static Restore.Restored restore(Path data, Path key, Path archive, RecoverySheet with)
            throws Exception {
        try (InputStream keys = place().open(ArchiveNames.keysOf(made.name()).orElseThrow());
                InputStream sealed = Files.newInputStream(archive)) {
            return new Restore(data, key, step -> {}).run(keys, sealed, with, Restore.embedded());
        }
    }
}
