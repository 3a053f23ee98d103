package studio.backline.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL has logged goes by size, by number and by age; what it writes just now stays. */
class PostgresLogsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final long PART = PostgresLogs.PART_KILOBYTES * 1024L;

    @TempDir Path folder;

    @Test
    void theOldestGoWhereAllTogetherAreTooMuch() throws IOException {
        for (int age = 0; age < 20; age++) {
            log("by-size-%02d".formatted(age), PART, Duration.ofMinutes(age));
        }

        sweep();

        assertThat(left()).hasSize(8).contains("by-size-00", "by-size-07");
    }

    @Test
    void theOneThatIsWrittenStaysHoweverLongItIs() throws IOException {
        log("now", PostgresLogs.MOST_BYTES * 2, Duration.ZERO);
        log("before", 10, Duration.ofSeconds(1));

        sweep();

        assertThat(left()).containsExactly("now");
    }

    @Test
    void nothingIsKeptForLongerThanAWeekWhateverItIsCalled() throws IOException {
        log("postgresql-2026-11-23-000000.log", 10, Duration.ofHours(12));
        log("postgresql-2026-11-17-000000.log", 10, Duration.ofDays(6));
        log("postgresql-2026-11-15-000000.log", 10, Duration.ofDays(8));
        log("postgresql-Sun.log", 10, Duration.ofDays(8));

        sweep();

        assertThat(left())
                .containsExactly(
                        "postgresql-2026-11-17-000000.log", "postgresql-2026-11-23-000000.log");
    }

    @Test
    void aServerThatEndsAgainAndAgainLeavesNoMoreThanAHundred() throws IOException {
        for (int age = 0; age < 150; age++) {
            log("%03d".formatted(age), 10, Duration.ofMinutes(age));
        }

        sweep();

        assertThat(left()).hasSize(PostgresLogs.MOST_FILES).contains("000").doesNotContain("100");
    }

    @Test
    void beforeTheFirstLogThereIsNothingToDo() {
        folder = folder.resolve("none");

        assertThatCode(this::sweep).doesNotThrowAnyException();
    }

    private void sweep() throws IOException {
        new PostgresLogs(folder, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(1)).sweep();
    }

    private void log(String name, long bytes, Duration age) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
