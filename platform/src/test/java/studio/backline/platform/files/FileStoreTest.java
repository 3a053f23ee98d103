package studio.backline.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.work.NodeName;

class FileStoreTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "filing");

    private final Files files = Core.shared().bean(FileStore.class).on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();

    @Test
    void aFileComesBackAsItWasStored() {
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        StoredFile stored = store(caller, "list.csv", content);

        assertThat(stored.size()).isEqualTo(content.length);
        assertThat(read(caller, files, stored)).isEqualTo(content);
        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).contains(stored);
    }

    @Test
    void nothingOfItCanBeReadOnTheDisk() throws IOException {
        StoredFile stored =
                store(
                        caller,
                        "note.txt",
                        "canary-on-paper".repeat(100).getBytes(StandardCharsets.UTF_8));

        FileFolder folder = Core.shared().bean(FileFolder.class);
        try (InputStream raw = folder.open(caller.workspace(), stored.id().value())) {
            assertThat(new String(raw.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("canary");
        }
    }

    @Test
    void whatIsWrittenForNowIsReadAgainAndGoneOnceClosed() throws IOException {
        Path unfinished = Core.shared().bean(FileFolder.class).scratchFolder();
        try (FileChannel scratch = files.scratch()) {
            scratch.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer read = ByteBuffer.allocate(3);
            scratch.read(read, 0);
            assertThat(read.array()).containsExactly(1, 2, 3);
        }
        try (Stream<Path> left = java.nio.file.Files.list(unfinished)) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.contains("scratch-"));
        }
    }

    @Test
    void aWriterThatFailsLeavesNothing() {
        assertThatThrownBy(
                        () ->
                                PLUGIN.as(
                                        caller,
                                        () ->
                                                files.store(
                                                        "half.csv",
                                                        out -> {
                                                            out.write(new byte[100_000]);
                                                            throw new IOException(
                                                                    "The line is cut.");
                                                        })))
                .hasRootCauseMessage("The line is cut.");

        Integer rows =
                Core.shared()
                        .behind()
                        .sql("select count(*) from backline.stored_file where name = 'half.csv'")
                        .query(Integer.class)
                        .single();
        assertThat(rows).isZero();
    }

    @Test
    void anotherWorkspaceAndAnotherPluginDoNotFindIt() {
        StoredFile stored = store(caller, "mine.csv", new byte[] {1, 2, 3});
        Caller other = PLUGIN.newWorkspace();
        Files otherPlugin =
                Core.shared()
                        .bean(FileStore.class)
                        .on(PluginHome.of(Core.shared(), "filing-too").connection());

        assertThat(PLUGIN.as(other, () -> files.find(stored.id()))).isEmpty();
        assertThat(PLUGIN.as(caller, () -> otherPlugin.find(stored.id()))).isEmpty();
        assertThatThrownBy(() -> read(other, files, stored))
                .hasMessageContaining("There is no file");
        PLUGIN.as(other, deleting(stored));
        assertThat(read(caller, files, stored)).containsExactly(1, 2, 3);
    }

    @Test
    void aDeletedFileIsGone() {
        StoredFile stored = store(caller, "gone.csv", new byte[] {1});
        PLUGIN.as(caller, deleting(stored));

        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).isEmpty();
        assertThatThrownBy(
                        () ->
                                Core.shared()
                                        .bean(FileFolder.class)
                                        .open(caller.workspace(), stored.id().value()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatDiesBeforeItIsOnRecordDoesNotAppear() {
        FileFolder folder = Core.shared().bean(FileFolder.class);
        UUID id = UUID.randomUUID();

        assertThatThrownBy(
                        () ->
                                folder.write(
                                        caller.workspace(),
                                        id,
                                        out -> {
                                            out.write(1);
                                            return 1;
                                        },
                                        size -> {
                                            throw new IllegalStateException("Killed.");
                                        }))
                .hasMessage("Killed.");

        assertThatThrownBy(() -> folder.open(caller.workspace(), id))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileStaysOnRecordUntilItIsGoneFromTheDisk() throws IOException {
        StoredFile stored = store(caller, "stuck.csv", new byte[] {1});
        Path whole =
                Core.shared().bean(FileFolder.class).path(caller.workspace(), stored.id().value());
        java.nio.file.Files.delete(whole);
        Path stuck = java.nio.file.Files.createDirectories(whole.resolve("stuck"));

        assertThatThrownBy(() -> PLUGIN.as(caller, deleting(stored)))
                .hasStackTraceContaining("cannot be deleted");
        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).contains(stored);

        java.nio.file.Files.delete(stuck);
        PLUGIN.as(caller, deleting(stored));
        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).isEmpty();
        assertThat(whole).doesNotExist();
    }

    @Test
    void aFileThatNobodyNamedIsGoneAfterAStartAndAKeptOneStays() {
        try (Core core = Core.fresh()) {
            PluginHome plugin = PluginHome.of(core, "filing-away");
            Caller owner = plugin.newWorkspace();
            Files there = core.bean(FileStore.class).on(plugin.connection());
            StoredFile named = store(plugin, owner, there, "named.csv");
            plugin.in(owner, keeping(there, named));
            StoredFile takenBack = store(plugin, owner, there, "taken-back.csv");
            assertThatThrownBy(() -> plugin.in(owner, keepingAndFailing(there, takenBack)))
                    .hasMessage("Taken back.");
            StoredFile unnamed = store(plugin, owner, there, "unnamed.csv");

            core.anotherNode().close();

            assertThat(isThere(core, owner, named)).isTrue();
            assertThat(plugin.as(owner, () -> there.find(named.id()))).contains(named);
            for (StoredFile gone : List.of(unnamed, takenBack)) {
                assertThat(isThere(core, owner, gone)).as(gone.name()).isFalse();
                assertThat(plugin.as(owner, () -> there.find(gone.id()))).isEmpty();
            }
        }
    }

    @Test
    void aFileDeletedInATransactionGoesWithItAndStaysWithoutIt() {
        StoredFile stored = store(caller, "undecided.csv", new byte[] {1});
        PLUGIN.in(caller, keeping(files, stored));

        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        caller,
                                        () -> {
                                            files.delete(stored.id());
                                            throw new IllegalStateException("Taken back.");
                                        }))
                .hasMessage("Taken back.");
        assertThat(read(caller, files, stored)).containsExactly(1);

        PLUGIN.in(
                caller,
                () -> {
                    files.delete(stored.id());
                    return isThere(Core.shared(), caller, stored);
                });
        assertThat(isThere(Core.shared(), caller, stored)).isFalse();
    }

    @Test
    void aDeletedFileThatAKillLeftOnTheDiskGoesAtTheNextStart() {
        try (Core core = Core.fresh()) {
            PluginHome plugin = PluginHome.of(core, "filing-cut-off");
            Caller owner = plugin.newWorkspace();
            Files there = core.bean(FileStore.class).on(plugin.connection());
            StoredFile stored = store(plugin, owner, there, "cut-off.csv");
            plugin.in(owner, keeping(there, stored));
            // The state between the commit and what follows it.
            plugin.in(
                    owner,
                    () ->
                            plugin.connection()
                                    .jdbc()
                                    .sql("select backline_api.let_file_go(?, ?)")
                                    .params(stored.id().value(), core.bean(NodeName.class).value())
                                    .query(Boolean.class)
                                    .single());

            core.anotherNode().close();

            assertThat(isThere(core, owner, stored)).isFalse();
        }
    }

    @Test
    void anotherPluginsFileCannotBeKept() {
        StoredFile stored = store(caller, "theirs.csv", new byte[] {1});
        PluginHome other = PluginHome.of(Core.shared(), "filing-too");
        Files theirs = Core.shared().bean(FileStore.class).on(other.connection());

        assertThatThrownBy(() -> other.in(caller, keeping(theirs, stored)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> PLUGIN.as(caller, () -> keeping(files, stored).get()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction of the plugin filing");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "'C:\\Users\\liv\\fans.csv', fans.csv",
        "' ', file",
        "fans\u0007.csv, fans .csv",
        "Łódź 2026.csv, Łódź 2026.csv"
    })
    void namesLoseTheirPath(String given, String kept) {
        assertThat(FileStore.shortName(given)).isEqualTo(kept);
    }

    private static Supplier<StoredFile> keeping(Files files, StoredFile stored) {
        return () -> {
            files.keep(stored.id());
            return stored;
        };
    }

    private static Supplier<StoredFile> keepingAndFailing(Files files, StoredFile stored) {
        return () -> {
            files.keep(stored.id());
            throw new IllegalStateException("Taken back.");
        };
    }

    private static boolean isThere(Core core, Caller caller, StoredFile stored) {
        return java.nio.file.Files.exists(
                core.bean(FileFolder.class).path(caller.workspace(), stored.id().value()));
    }

    private static StoredFile store(PluginHome plugin, Caller caller, Files files, String name) {
        return plugin.as(caller, () -> files.store(name, out -> out.write(1)));
    }

    private Callable<StoredFile> deleting(StoredFile stored) {
        return () -> {
            files.delete(stored.id());
            return stored;
        };
    }

    private StoredFile store(Caller caller, String name, byte[] content) {
        return PLUGIN.as(caller, () -> files.store(name, out -> out.write(content)));
    }

    private byte[] read(Caller caller, Files files, StoredFile stored) {
        return PLUGIN.as(
                caller,
                () -> {
                    try (InputStream in = files.open(stored.id())) {
                        return in.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e.getMessage(), e);
                    }
                });
    }
}
