package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.testkit.fault.MortalProcess;
import studio.backline.testkit.fault.Seeds;

/** A backup or a restore is killed at a place that follows from a seed: nothing half is whole. */
@Tag("seeded")
class KilledBackupTest {

    private static final int SAMPLE = 1;

    @TempDir private Path folder;

    @Test
    void whatKilledOnesLeaveIsNotTakenForWhole() throws Exception {
        Seeds seeds = Seeds.ofThisRun(SAMPLE);
        List<String> steps = new ArrayList<>();
        String whole;
        try (SmallHouse house = house("data")) {
            house.migrate();
            house.fill(500);
            whole = new Backups(house, Clock.systemUTC(), steps::add).create(place()).name();
        }
        assertThat(steps).endsWith("parts written", "archive kept", "keys kept");
        // Those that come after it let it go.
        FileSystemUtils.copyRecursively(folder.resolve("archives"), folder.resolve("whole"));
        killBackups(seeds, steps);
        killRestores(seeds, whole);
        assertThat(live("restore", "committed", archive(whole))).isEqualTo(MortalProcess.KILLED);
        assertThat(live("restore", Integer.MAX_VALUE, archive(whole))).as("%s", seeds).isZero();
        assertThat(folder.resolve("restored").resolve(Restore.UNFINISHED)).doesNotExist();
        try (SmallHouse again = house("restored")) {
            again.migrate();
            assertThat(again.lint()).isEmpty();
            assertThat(again.query("p_songs_owner", "select count(*) from p_songs.song"))
                    .isEqualTo("500");
            assertThat(again.content()).isEqualTo(SmallHouse.CONTENT);
        }
    }

    private void killBackups(Seeds seeds, List<String> steps) throws Exception {
        seeds.each(seed -> killBackup(1 + new Random(seed).nextInt(steps.size()), steps));
        assertThat(live("create", Integer.MAX_VALUE)).as("%s", seeds).isZero();
        assertThat(folder.resolve("archives")).isDirectoryNotContaining("glob:**/*.unfinished");
        try (SmallHouse house = house("data")) {
            Backups backups = new Backups(house, Clock.systemUTC(), step -> {});
            for (String name : names().subList(0, Math.min(names().size(), 3))) {
                assertThat(backups.verify(place(), Optional.of(name)).name()).isEqualTo(name);
            }
        }
    }

    /** An archive is listed once it is whole, and then it can be proven. */
    private void killBackup(int step, List<String> steps) throws Exception {
        List<String> known = names();
        assertThat(live("create", step)).as("step %d", step).isEqualTo(MortalProcess.KILLED);
        boolean kept = step > steps.indexOf("archive kept");
        assertThat(names())
                .as("step %d", step)
                .hasSize(known.size() + (kept ? 1 : 0))
                .containsAll(known);
    }

    private void killRestores(Seeds seeds, String whole) throws Exception {
        List<String> steps = new ArrayList<>();
        Path key = folder.resolve("key/root.key");
        Path archive = Path.of(archive(whole));
        MortalBackup.restore(
                new Restore(folder.resolve("counted"), key, steps::add),
                archive,
                RecoverySheet.of(Files.readAllBytes(key)),
                Restore.embedded());
        assertThat(steps).endsWith("database closed", "mark removed");
        seeds.each(seed -> killRestore(1 + new Random(seed).nextInt(steps.size() - 1), whole));
    }

    private void killRestore(int step, String whole) {
        assertThat(live("restore", step, archive(whole)))
                .as("step %d", step)
                .isEqualTo(MortalProcess.KILLED);
        assertThat(folder.resolve("restored").resolve(Restore.UNFINISHED)).exists();
    }

    private List<String> names() throws Exception {
        return ArchiveNames.entries(place().list()).stream().map(BackupEntry::name).toList();
    }

    private FolderPlace place() {
        return new FolderPlace(folder.resolve("archives"));
    }

    private String archive(String name) {
        return folder.resolve("whole").resolve(name).toString();
    }

    private SmallHouse house(String data) {
        return SmallHouse.start(folder.resolve(data), folder.resolve("key/root.key"));
    }

    private int live(String what, int step, String... more) {
        return live(what, String.valueOf(step), more);
    }

    private int live(String what, String step, String... more) {
        List<String> arguments = new ArrayList<>(List.of(what, folder.toString(), step));
        arguments.addAll(List.of(more));
        return MortalProcess.of(MortalBackup.class, folder.resolve("console")).run(arguments);
    }
}
