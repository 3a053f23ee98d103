package studio.backline.platform.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;

/** The folder, and a disk that is full. */
class FolderStoreTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir Path data;
    private final AtomicLong free = new AtomicLong(1000 * MEGABYTE);

    @Test
    void whatIsPutIsThereWholeAndInParts() throws IOException {
        FolderStore store = store(100);
        store.put("ab/cd", out -> out.write(new byte[] {1, 2, 3, 4, 5}));

        assertThat(read(store, 0, 100)).containsExactly(1, 2, 3, 4, 5);
        assertThat(read(store, 1, 3)).containsExactly(2, 3, 4);
        assertThat(read(store, 5, 3)).isEmpty();
        store.delete("ab/cd");
        store.delete("ab/cd");
        assertThatThrownBy(() -> read(store, 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void filesLeaveRoomForTheDatabase() {
        FolderStore store = store(500);
        byte[] megabyte = new byte[(int) MEGABYTE];

        assertThatThrownBy(
                        () ->
                                store.put(
                                        "film",
                                        out -> {
                                            for (int n = 0; n < 2000; n++) {
                                                out.write(megabyte);
                                                free.addAndGet(-MEGABYTE);
                                            }
                                        }))
                .isInstanceOfSatisfying(
                        FileRefusedException.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL);
                            assertThat(refused.limit()).isEqualTo(500 * MEGABYTE);
                        })
                .hasMessageContaining("Make room");
        assertThat(free.get()).isGreaterThanOrEqualTo(500 * MEGABYTE);
        assertThat(left()).isEmpty();
        assertThat(data.resolve("files/film")).doesNotExist();
    }

    @Test
    void aDiskThatIsFullAllTheSameIsNamed() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "This system has no disk that is always full.");
        FolderRoom room = new FolderRoom(() -> 0, Long.MIN_VALUE / 2);
        try (OutputStream out = room.guard(Files.newOutputStream(full))) {
            assertThatThrownBy(() -> out.write(new byte[100]))
                    .isInstanceOf(FileRefusedException.class)
                    .hasMessageContaining("The disk has 0 MB left")
                    .hasRootCauseMessage("No space left on device");
        }
    }

    @Test
    void whatBreaksOffLeavesNothingAndWhatAKilledServerLeftIsSweptAway() throws IOException {
        FolderStore store = store(0);
        assertThatThrownBy(
                        () ->
                                store.put(
                                        "half",
                                        out -> {
                                            out.write(1);
                                            throw new IOException("The line is cut.");
                                        }))
                .hasMessage("The line is cut.");
        assertThat(left()).isEmpty();

        Path killed = Files.createDirectories(data.resolve("files/unfinished/of-another"));
        Files.writeString(killed.resolveSibling("of-another.lock"), "");
        Files.writeString(killed.resolve("killed"), "half");
        Files.writeString(killed.resolveSibling("of-a-former-release"), "half");
        store(0);
        assertThat(left()).isEmpty();
    }

    @Test
    void aNodeThatStartsLeavesWhatAnotherIsWriting() throws IOException {
        FolderStore store = store(0);
        store.put(
                "ab/cd",
                out -> {
                    out.write(new byte[] {1, 2});
                    store(0);
                    out.write(3);
                });
        assertThat(read(store, 0, 9)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../data/node",
                "a/../../node",
                "a//b",
                ".",
                "a/.",
                "A",
                "-a",
                "a/",
                "a\\b",
                "a\u0000"
            })
    void noKeyLeadsOutOfTheFolder(String key) {
        FolderStore store = store(0);
        assertThatThrownBy(() -> store.path(key)).isInstanceOf(IllegalArgumentException.class);
    }

    private FolderStore store(long megabytesKept) {
        return new FolderStore(data, new FolderRoom(free::get, megabytesKept * MEGABYTE));
    }

    private static byte[] read(FolderStore store, long from, long length) throws IOException {
        try (InputStream in = store.open("ab/cd", from, length)) {
            return in.readAllBytes();
        }
    }

    private List<Path> left() {
        try (Stream<Path> left = Files.walk(data.resolve("files/unfinished"))) {
            return left.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().endsWith(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
