package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.files.store.FolderStore;

/** What is not taken, why it says so, and that nothing of it stays. */
class RefusedFilesTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "filing-refused");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

    private final Files files = CORE.bean(FileStore.class).on(PLUGIN.connection());
    private final FileSettings settings = CORE.bean(FileSettings.class);
    private final Caller caller = PLUGIN.newWorkspace();
    private StoredFile before;

    @BeforeEach
    void somethingIsThere() {
        before = PLUGIN.as(caller, () -> files.store("before.txt", out -> out.write(PNG)));
    }

    @AfterEach
    void itStillIsAndNothingElse() throws IOException {
        settings.quota(FileSettings.NO_QUOTA);
        settings.store(FolderStore.ID);
        assertThat(
                        PLUGIN.as(
                                caller,
                                () -> {
                                    try (InputStream in = files.open(before.id())) {
                                        return in.readAllBytes();
                                    }
                                }))
                .isEqualTo(PNG);
        assertThat(count("stored_file")).isOne();
        assertThat(count("file_content")).isOne();
        assertThat(PLUGIN.as(caller, CORE.bean(FileStore.class)::used)).isEqualTo(PNG.length);
        try (Stream<Path> left =
                java.nio.file.Files.list(CORE.bean(FolderStore.class).scratchFolder())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void moreThanItMayHave() {
        FileRefusedException refused =
                refused(NewFile.named("long.txt").atMost(1000), new byte[1001]);

        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.limit()).isEqualTo(1000);
    }

    @Test
    void fewerOrMoreThanAnnounced() {
        assertThat(refused(NewFile.named("short").announced(10), new byte[9]).reason())
                .isEqualTo(Reason.LENGTH_DIFFERS);
        assertThat(refused(NewFile.named("long").announced(10), new byte[11]).reason())
                .isEqualTo(Reason.LENGTH_DIFFERS);
    }

    @Test
    void anUploadThatIsCutOff() {
        assertThatThrownBy(
                        () ->
                                PLUGIN.as(
                                        caller,
                                        () ->
                                                files.store(
                                                        "cut.wav",
                                                        out -> {
                                                            out.write(new byte[300_000]);
                                                            throw new IOException(
                                                                    "The line is cut.");
                                                        })))
                .hasRootCauseMessage("The line is cut.");
    }

    @Test
    void anotherTypeThanIsWelcomeWhateverItIsCalled() {
        byte[] page = "<!doctype html><html><script>alert(1)</script>".getBytes(UTF_8);
        byte[] drawing =
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                        .getBytes(UTF_8);
        NewFile image = NewFile.named("cover.png").ofTypes("image/png", "image/jpeg");

        assertThat(refused(image, page).reason()).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(refused(image, drawing).reason()).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(refused(NewFile.named("x.mp3").ofTypes("audio/*"), page))
                .hasMessageContaining("text/html");
    }

    @Test
    void moreThanTheWorkspaceMayHold() {
        settings.quota(1000);

        FileRefusedException refused = refused(NewFile.named("big"), new byte[991]);
        assertThat(refused.reason()).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(refused.found()).isEqualTo(1001);
        assertThat(refused.limit()).isEqualTo(1000);
        assertThat(refused).hasMessageContaining("holds 10 bytes").hasMessageContaining("1000");
        assertThat(refused(NewFile.named("big").announced(5000), new byte[0]).reason())
                .as("refused before it is sent")
                .isEqualTo(Reason.QUOTA_REACHED);
    }

    @Test
    void whatFitsExactlyIsTaken() throws IOException {
        settings.quota(1000);

        StoredFile fits =
                PLUGIN.as(caller, () -> files.store("fits", out -> out.write(new byte[990])));
        PLUGIN.as(
                caller,
                () -> {
                    files.delete(fits.id());
                    return fits;
                });
    }

    @Test
    void whenTheStoreForNewFilesIsAway() {
        FileDesk desk = CORE.bean(FileDesk.class);
        PluginId bucket = new PluginId("bucket");
        desk.serve(
                bucket, getClass().getClassLoader(), List.of(), List.of(new FullStore("bucket")));
        settings.store("bucket");
        desk.withdraw(bucket);

        assertThat(refused(NewFile.named("x"), new byte[1]).reason()).isEqualTo(Reason.STORE_AWAY);
    }

    @Test
    void whenTheStoreHasNoRoom() {
        FileDesk desk = CORE.bean(FileDesk.class);
        PluginId full = new PluginId("full");
        desk.serve(full, getClass().getClassLoader(), List.of(), List.of(new FullStore("full")));
        settings.store("full");

        assertThatThrownBy(
                        () ->
                                PLUGIN.as(
                                        caller,
                                        () ->
                                                files.store(
                                                        "x", out -> out.write(new byte[200_000]))))
                .hasStackTraceContaining("No room in the bucket.");
        desk.withdraw(full);
    }

    @Test
    void whenTheDiskIsFullInTheMiddle() {
        FileDesk desk = CORE.bean(FileDesk.class);
        FolderStore folder = CORE.bean(FolderStore.class);
        PluginId full = new PluginId("disk");
        desk.serve(
                full,
                getClass().getClassLoader(),
                List.of(),
                List.of(new FullDisk("disk", folder)));
        settings.store("disk");

        FileRefusedException refused = refused(NewFile.named("film"), new byte[5_000_000]);
        assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(refused.found()).isEqualTo(7);
        desk.withdraw(full);
    }

    private FileRefusedException refused(NewFile file, byte[] content) {
        try {
            PLUGIN.as(caller, () -> files.store(file, out -> out.write(content)));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof FileRefusedException refused) {
                return refused;
            }
            throw e;
        }
        throw new AssertionError("It was taken.");
    }

    private long count(String table) {
        return CORE.behind()
                .sql("select count(*) from backline.%s where workspace_id = ?".formatted(table))
                .param(caller.workspace().value())
                .query(Long.class)
                .single();
    }

    /** The house's own folder on a disk that another program fills meanwhile. */
    private record FullDisk(String id, FolderStore folder) implements ContentStore {

        @Override
        public void put(String key, Files.Writer content) throws IOException {
            folder.put(
                    key,
                    out ->
                            content.writeTo(
                                    new FilterOutputStream(out) {
                                        private long written;

                                        @Override
                                        public void write(byte[] bytes, int offset, int length)
                                                throws IOException {
                                            written += length;
                                            if (written > 3_000_000) {
                                                throw new FileRefusedException(
                                                        Reason.DISK_FULL, 7, 256, "It is full.");
                                            }
                                            out.write(bytes, offset, length);
                                        }
                                    }));
        }

        @Override
        public InputStream open(String key, long from, long length) throws IOException {
            return folder.open(key, from, length);
        }

        @Override
        public void delete(String key) throws IOException {
            folder.delete(key);
        }
    }

    /** A bucket that breaks off in the middle. */
    private record FullStore(String id) implements ContentStore {

        @Override
        public void put(String key, Files.Writer content) throws IOException {
            content.writeTo(
                    new java.io.OutputStream() {
                        private int left = 100_000;

                        @Override
                        public void write(int b) throws IOException {
                            if (left-- == 0) {
                                throw new IOException("No room in the bucket.");
                            }
                        }
                    });
        }

        @Override
        public InputStream open(String key, long from, long length) throws IOException {
            throw new IOException("Nothing is in it.");
        }

        @Override
        public void delete(String key) {}
    }
}
