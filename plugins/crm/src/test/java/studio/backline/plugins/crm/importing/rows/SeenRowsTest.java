package studio.backline.plugins.crm.importing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportField;

class SeenRowsTest {

    @TempDir private Path folder;
    private int files;
    private SeenRows seen;

    @BeforeEach
    void open() {
        seen = new SeenRows(this::scratch);
    }

    @AfterEach
    void close() {
        seen.close();
    }

    @Test
    void repetitionsAreToldFromPeopleWhoShareAnAddress() {
        assertThat(first(seen, 2, "Anna Meyer", "a@example.org")).isZero();
        assertThat(first(seen, 3, "Tom Schulz", "a@example.org")).isZero();
        assertThat(first(seen, 4, "Meyer, Anna Maria", "A@example.org")).isEqualTo(2);
        assertThat(first(seen, 5, "Tom Schulz", "a@example.org")).isEqualTo(3);
        assertThat(first(seen, 6, "", "a@example.org")).isEqualTo(2);
        assertThat(first(seen, 7, "Anna Meyer", "b@example.org")).isZero();
        IntStream.range(10, 40_000)
                .forEach(i -> assertThat(first(seen, i, "N" + i, i + "@example.org")).isZero());
        assertThat(first(seen, 50_000, "N11", "11@example.org")).isEqualTo(11);
    }

    @Test
    void rowsWithAndWithoutAnExternalIdAreOnePersonAndTwoIdsAreTwo() {
        assertThat(first(seen, 2, "A1", "Anna Meyer", "a@example.org")).isZero();
        assertThat(first(seen, 3, "", "Anna Meyer", "a@example.org")).isEqualTo(2);
        assertThat(first(seen, 4, "A2", "Anna Meyer", "a@example.org")).isZero();
        assertThat(first(seen, 5, "A2", "Anna Meyer", "else@example.org")).isEqualTo(4);
        assertThat(first(seen, 6, "", "Bo Berg", "b@example.org")).isZero();
        assertThat(first(seen, 7, "B1", "Bo Berg", "b@example.org")).isEqualTo(6);
    }

    @Test
    void anIdIsNotBelievedWhereNeitherNameNorAddressAgrees() {
        assertThat(first(seen, 2, "1", "Alma Ayer", "a@example.org")).isZero();
        assertThat(first(seen, 3, "1", "Zita Zorn", "z@example.org")).isZero();
        assertThat(first(seen, 4, "1", "Zita Zell", "z@example.org")).isEqualTo(3);
        assertThat(first(seen, 5, "1", "Alma Ayer", "new@example.org")).isEqualTo(2);
        assertThat(first(seen, 6, "1", "", "other@example.org")).isEqualTo(2);
    }

    @Test
    void whoGivesInitialsAloneIsKnownAgainByAllOfThem() {
        assertThat(first(seen, 2, "J", "j@example.org")).isZero();
        assertThat(first(seen, 3, "j.", "j@example.org")).isEqualTo(2);
        assertThat(first(seen, 4, "J. K.", "j@example.org")).isZero();
        assertThat(first(seen, 5, "K J", "j@example.org")).isEqualTo(4);
        assertThat(first(seen, 6, "7", "J", "")).isZero();
        assertThat(first(seen, 7, "7", "J", "")).isEqualTo(6);
    }

    @Test
    void ofManyAtOneAddressEachIsKnownAgain() {
        for (int again = 0; again < 2; again++) {
            for (int i = 1; i <= 200; i++) {
                assertThat(first(seen, again * 1000 + i, "Ada%1$d Alt%1$d".formatted(i), "o@c.de"))
                        .isEqualTo(again * i);
            }
        }
        assertThat(first(seen, 3000, "A. Alt7", "o@c.de")).isEqualTo(7);
    }

    @Test
    void theHeapDoesNotGrowWithTheFile() {
        try (KeyTable table = new KeyTable(this::scratch)) {
            long before = heap();
            for (int line = 1; line <= 1_000_000; line++) {
                assertThat(table.firstLine(line * 31L, line)).isZero();
            }
            assertThat(heap() - before).isLessThan(8_000_000);
            assertThat(table.firstLine(31, 7)).isEqualTo(1);
            assertThat(table.firstLine(31_000_000, 7)).isEqualTo(1_000_000);
        }
    }

    @Test
    void theSameAddressIsWrittenOtherwiseInEachRun() throws IOException {
        try (SeenRows other = new SeenRows(this::scratch)) {
            first(seen, 2, "Anna Meyer", "a@example.org");
            first(other, 2, "Anna Meyer", "a@example.org");
        }
        assertThat(Files.readAllBytes(folder.resolve("1")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("2")))
                .contains(2);
    }

    private FileChannel scratch() throws IOException {
        return FileChannel.open(
                folder.resolve(String.valueOf(++files)),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long first(SeenRows seen, long line, String id, String name, String mail) {
        ParsedRow row =
                ReadRowsTest.reader(
                                ImportField.EXTERNAL_ID, ImportField.FULL_NAME, ImportField.MAIL)
                        .read(new CsvRow(line, List.of(id, name, mail)));
        return seen.firstLine((ParsedRow.Known) row);
    }

    private static long first(SeenRows seen, long line, String name, String mail) {
        ParsedRow row =
                ReadRowsTest.reader(ImportField.FULL_NAME, ImportField.MAIL)
                        .read(new CsvRow(line, List.of(name, mail)));
        return seen.firstLine((ParsedRow.Known) row);
    }
}
