package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.work.Sending;

/** What one house does in a place that is not its alone, and with files that it does not have. */
class SharedPlaceTest {

    @TempDir private Path folder;

    private SmallHouse house;
    private Backups backups;

    @BeforeEach
    void open() throws Exception {
        house = SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"));
        house.migrate();
        house.fill(3);
        backups = backups(house, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void another_house_leaves_archives_and_keys_alone() throws Exception {
        FolderPlace place = place();
        String ours = backups.create(place).name();
        byte[] keys = Files.readAllBytes(keysOf(ours));
        Files.writeString(folder.resolve("archives/" + ours + ".unfinished"), "under way");
        Set<String> before = names();

        try (SmallHouse other =
                SmallHouse.start(folder.resolve("other"), folder.resolve("other-key/root.key"))) {
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));
            Backups theirs = backups(other, later);
            assertThat(theirs.list(place)).isEqualTo(new Backups.Listing(List.of(), 1));
            assertThat(theirs.create(place).name()).isNotEqualTo(ours);
            theirs.expire(place, new Retention(1, 0, 0));
            assertThat(theirs.list(place).archives()).hasSize(1);
            assertThatThrownBy(() -> theirs.verify(place, Optional.of(ours)))
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("does not open with this recovery sheet");
        }

        assertThat(names()).containsAll(before);
        assertThat(keysOf(ours)).hasBinaryContent(keys);
        assertThat(backups.list(place).others()).isOne();
        assertThat(backups.verify(place, Optional.empty()).name()).isEqualTo(ours);
    }

    @Test
    void one_that_was_restored_writes_elsewhere_until_it_is_let_go_on() throws Exception {
        String made = backups.create(place()).name();
        byte[] keys = Files.readAllBytes(keysOf(made));
        house.set(
                Sending.SETTING,
                new Sending.Pause(Instant.now(), Sending.Cause.RESTORED).written());

        assertThatThrownBy(() -> backups.create(place()))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("was restored from a backup")
                .hasMessageContaining("sending resume");
        assertThat(keysOf(made)).hasBinaryContent(keys);
        FolderPlace elsewhere = new FolderPlace(folder.resolve("elsewhere"));
        backups.create(elsewhere);
        assertThat(backups.list(elsewhere).archives()).hasSize(1);

        house.set(Sending.SETTING, "");
        backups.create(place());
        assertThat(backups.list(place()).archives()).hasSize(2);
    }

    @Test
    void files_that_are_not_there_are_told_and_their_archive_is_never_proven() throws Exception {
        Path away = folder.resolve("away");
        Files.move(house.file(), away);

        assertThatThrownBy(() -> backups.create(place()))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("1 files on record are not in the data folder")
                .hasMessageContaining(SmallHouse.FILE.toString())
                .hasMessageContaining("is to be mounted");
        assertThat(new BackupNotes(house).lastFailure()).isPresent();
        assertThatThrownBy(() -> backups.verify(place(), Optional.empty()))
                .hasMessageContaining("1 files on record were not in the data folder");
        assertThat(backups.list(place()).archives().getFirst().provenAt()).isEmpty();

        Files.move(away, house.file());
        backups.create(place());
        backups.verify(place(), Optional.empty());
        assertThat(backups.list(place()).archives().getFirst().provenAt()).isPresent();
    }

    private static Backups backups(SmallHouse house, Clock clock) {
        return new Backups(house, clock, step -> {});
    }

    private FolderPlace place() {
        return new FolderPlace(folder.resolve("archives"));
    }

    private Path keysOf(String archive) {
        return folder.resolve("archives").resolve(ArchiveNames.keysOf(archive).orElseThrow());
    }

    private Set<String> names() throws Exception {
        try (Stream<Path> all = Files.list(folder.resolve("archives"))) {
            return all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
