package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.run.Restore;
import studio.backline.testkit.fault.MortalProcess;

/** A backup or a restore is killed at a place that follows from a seed: nothing half is whole. */
class KilledBackupTest {

    private static final int FARTHEST_OF_BACKUP = 45;
    private static final int FARTHEST_OF_RESTORE = 50;

    @TempDir private Path folder;

    @Test
    void whatAFewLeaveIsNotTakenForWhole() throws Exception {
        kill(1);
    }

    @Test
    @Tag("soak")
    void whatManyLeaveIsNotTakenForWhole() throws Exception {
        kill(Integer.getInteger("backline.seeds", 200));
    }

    private void kill(int times) throws Exception {
        long seed = RandomGenerator.getDefault().nextLong(1_000_000);
        Random random = new Random(seed);
        String whole;
        try (SmallHouse house = house("data")) {
            house.migrate();
            house.fill(500);
            whole =
                    new Backups(house, Clock.systemUTC(), step -> {})
                            .create(new FolderPlace(folder.resolve("archives")))
                            .name();
        }
        for (int i = 0; i < times; i++) {
            int step = 1 + random.nextInt(FARTHEST_OF_BACKUP);
            assertThat(live("create", step))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(MortalProcess.KILLED);
            List<BackupEntry> left =
                    ArchiveNames.entries(new FolderPlace(folder.resolve("archives")).list());
            assertThat(left)
                    .as("seed %d, step %d", seed, step)
                    .extracting(BackupEntry::name)
                    .containsOnlyOnce(whole);
        }
        for (int i = 0; i < times; i++) {
            int step = 1 + random.nextInt(FARTHEST_OF_RESTORE);
            assertThat(live("restore", step, archive(whole)))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(MortalProcess.KILLED);
            assertThat(folder.resolve("restored").resolve(Restore.UNFINISHED)).exists();
        }
        assertThat(live("restore", Integer.MAX_VALUE, archive(whole))).as("seed %d", seed).isZero();
        assertThat(folder.resolve("restored").resolve(Restore.UNFINISHED)).doesNotExist();
        try (SmallHouse again = house("restored")) {
            again.migrate();
            assertThat(again.lint()).isEmpty();
            assertThat(again.query("p_songs_owner", "select count(*) from p_songs.song"))
                    .isEqualTo("500");
            assertThat(again.content()).isEqualTo(SmallHouse.CONTENT);
        }
    }

    private String archive(String name) {
        return folder.resolve("archives").resolve(name).toString();
    }

    private SmallHouse house(String data) {
        return SmallHouse.start(folder.resolve(data), folder.resolve("key/root.key"));
    }

    private int live(String what, int step, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(what, folder.toString(), String.valueOf(step)));
        arguments.addAll(List.of(more));
        return MortalProcess.of(MortalBackup.class, folder.resolve("console")).run(arguments);
    }
}
