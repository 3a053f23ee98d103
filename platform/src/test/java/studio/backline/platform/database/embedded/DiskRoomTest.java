package studio.backline.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.database.DatabaseFailureException;

/** A disk that is short is named, and one that is not is not blamed. */
class DiskRoomTest {

    @TempDir Path disk;

    @Test
    void aFirstStartIsRefusedWhereItWouldNotFit() throws Exception {
        Path folder = disk.resolve("data/postgres");

        assertThatThrownBy(new DiskRoom(folder, Long.MAX_VALUE)::requireForCluster)
                .isInstanceOf(DatabaseFailureException.class)
                .hasMessageMatching(".*" + folder + "' has \\d+ MB left.*Make room.*");
        assertThatCode(new DiskRoom(folder, 0)::requireForCluster).doesNotThrowAnyException();

        Files.createDirectories(folder.resolve("cluster"));
        assertThatCode(new DiskRoom(folder, Long.MAX_VALUE)::requireForCluster)
                .doesNotThrowAnyException();
    }

    @Test
    void aFailureIsToldWithTheRoomThatIsLeftWhereThatIsShort() {
        RuntimeException failure = new DatabaseFailureException("It ended.", "Ask its log.", null);

        assertThat(new DiskRoom(disk, 0).explain(failure)).isSameAs(failure);
        assertThat(new DiskRoom(disk, Long.MAX_VALUE).explain(failure))
                .hasMessageMatching("It ended\\. The disk .* MB left: make room.* Ask its log\\.");
        assertThat(new DiskRoom(disk, Long.MAX_VALUE).explain(new IllegalStateException("x")))
                .hasMessageContaining("could not be prepared. The disk");
    }
}
