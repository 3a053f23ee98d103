package studio.backline.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.files.store.FolderStore;
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

        assertThat(java.nio.file.Files.readString(place(stored), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
    }

    @Test
    void whatIsWrittenForNowIsReadAgainAndGoneOnceClosed() throws IOException {
        Path unfinished = Core.shared().bean(FolderStore.class).scratchFolder();
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
        Path place = place(stored);
        assertThat(place).exists();

        PLUGIN.as(caller, deleting(stored));

        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).isEmpty();
        assertThat(place).doesNotExist();
    }

    @Test
    void contentStaysOnRecordUntilItIsGoneFromTheDisk() throws IOException {
        StoredFile stored = store(caller, "stuck.csv", new byte[] {1, 1, 2, 3});
        Path whole = place(stored);
        java.nio.file.Files.delete(whole);
        Path stuck = java.nio.file.Files.createDirectories(whole.resolve("stuck"));

        assertThatThrownBy(() -> PLUGIN.as(caller, deleting(stored)))
                .hasStackTraceContaining("cannot be deleted");
        assertThat(PLUGIN.as(caller, () -> files.find(stored.id()))).isEmpty();
        FileErasure erasure = Core.shared().bean(FileErasure.class);
        assertThat(erasure.sweep()).isOne();

        java.nio.file.Files.delete(stuck);
        assertThat(erasure.sweep()).isZero();
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
            Path kept = place(core, named);
            List<Path> left = List.of(place(core, unnamed), place(core, takenBack));

            core.anotherNode().close();

            assertThat(kept).exists();
            assertThat(plugin.as(owner, () -> there.find(named.id()))).contains(named);
            assertThat(left).noneMatch(java.nio.file.Files::exists);
            assertThat(plugin.as(owner, () -> there.find(unnamed.id()))).isEmpty();
            assertThat(plugin.as(owner, () -> there.find(takenBack.id()))).isEmpty();
        }
    }

    @Test
    void aFileDeletedInATransactionGoesWithItAndStaysWithoutIt() {
        StoredFile stored = store(caller, "undecided.csv", new byte[] {1});
        PLUGIN.in(caller, keeping(files, stored));
        Path place = place(stored);

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
                    return java.nio.file.Files.exists(place);
                });
        assertThat(place).doesNotExist();
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

            Path place = place(core, stored);

            core.anotherNode().close();

            assertThat(place).doesNotExist();
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

    private static Path place(StoredFile stored) {
        return place(Core.shared(), stored);
    }

    private static Path place(Core core, StoredFile stored) {
        return ContentPlaces.of(core, stored.id());
    }

    private static StoredFile store(PluginHome plugin, Caller caller, Files files, String name) {
        return plugin.as(
                caller,
                () -> files.store(name, out -> out.write(name.getBytes(StandardCharsets.UTF_8))));
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
