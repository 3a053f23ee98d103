package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.files.store.FolderStore;

/** Stores that plugins bring, and what becomes of files when they come and go. */
class StoresTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "filing-stores");
    private static final PluginId BUCKETS = new PluginId("buckets");
    private static final ClassLoader LOADER = new ClassLoader() {};

    private final Files files = CORE.bean(FileStore.class).on(PLUGIN.connection());
    private final FileSettings settings = CORE.bean(FileSettings.class);
    private final FileDesk desk = CORE.bean(FileDesk.class);
    private final Caller caller = PLUGIN.newWorkspace();
    private final Bucket bucket = new Bucket();

    @BeforeEach
    void come() {
        desk.serve(BUCKETS, LOADER, List.of(), List.of(bucket));
    }

    @AfterEach
    void go() {
        settings.store(FolderStore.ID);
        desk.withdraw(BUCKETS);
    }

    @Test
    void newFilesGoWhereTheOperatorSaysSealedAndTheOldStayWhereTheyAre() {
        StoredFile old = store("old song");
        settings.store("bucket");
        StoredFile kept = store("new song, canary");

        assertThat(ContentPlaces.of(CORE, old.id())).exists();
        assertThat(bucket.content).hasSize(1);
        bucket.content.forEach(
                (key, stored) -> {
                    assertThat(key).matches("[a-z0-9/-]{1,100}");
                    assertThat(new String(stored, ISO_8859_1)).doesNotContain("canary");
                });
        settings.store(FolderStore.ID);
        assertThat(read(old, 0, 100)).isEqualTo("old song");
        assertThat(read(kept, 4, 4)).isEqualTo("song");
        delete(kept);
        assertThat(bucket.content).isEmpty();
    }

    @Test
    void whileAStoreIsAwayItsFilesSaySoAndWhatIsToGoGoesWhenItIsBack() {
        settings.store("bucket");
        StoredFile stays = store("stays");
        StoredFile goes = store("goes");
        desk.withdraw(BUCKETS);

        assertThatThrownBy(() -> read(stays, 0, 1))
                .hasStackTraceContaining("The store 'bucket', where the file lies, is not there.");
        assertThatThrownBy(() -> delete(goes)).hasStackTraceContaining("is not there");
        assertThat(PLUGIN.as(caller, () -> files.find(goes.id()))).isEmpty();
        assertThat(bucket.content).hasSize(2);

        desk.serve(BUCKETS, LOADER, List.of(), List.of(bucket));
        assertThat(bucket.content).hasSize(1);
        assertThat(read(stays, 0, 10)).isEqualTo("stays");
    }

    @Test
    void whatWasOnItsWayWhenTheServerWasKilledGoesAtTheNextStartAndWhatIsOnItsWayStays()
            throws IOException {
        settings.store("bucket");
        bucket.kill = true;
        assertThatThrownBy(() -> store("half")).hasStackTraceContaining("Killed.");
        assertThat(bucket.content).as("written, and not yet named").hasSize(1);

        StoredFile written =
                PLUGIN.as(
                        caller,
                        () ->
                                files.store(
                                        "slow.txt",
                                        out -> {
                                            out.write("slow ".getBytes(UTF_8));
                                            bucket.kill = false;
                                            CORE.bean(FileErasure.class).sweep();
                                            out.write("song".getBytes(UTF_8));
                                        }));

        assertThat(read(written, 0, 100)).isEqualTo("slow song");
        assertThat(bucket.content).hasSize(1);
    }

    @Test
    void twoStoresOfOneNameOrWithNoneAreRefused() {
        assertThatThrownBy(
                        () ->
                                desk.serve(
                                        new PluginId("others"),
                                        LOADER,
                                        List.of(),
                                        List.of(new Bucket())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bucket' already");
        assertThatThrownBy(() -> settings.store("nowhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private StoredFile store(String content) {
        return PLUGIN.as(
                caller, () -> files.store("song.txt", out -> out.write(content.getBytes(UTF_8))));
    }

    private String read(StoredFile file, long from, long length) {
        return PLUGIN.as(
                caller,
                () -> {
                    try (InputStream in = files.open(file.id(), from, length)) {
                        return new String(in.readAllBytes(), UTF_8);
                    }
                });
    }

    private void delete(StoredFile file) {
        PLUGIN.as(
                caller,
                () -> {
                    files.delete(file.id());
                    return file;
                });
    }

    /** A bucket in memory, which must be called as the plugin that it is of. */
    private static final class Bucket implements ContentStore {

        private final Map<String, byte[]> content = new ConcurrentHashMap<>();
        private boolean kill;

        @Override
        public String id() {
            return "bucket";
        }

        @Override
        public void put(String key, Files.Writer writer) throws IOException {
            asThePlugin();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.writeTo(out);
            content.put(key, out.toByteArray());
            if (kill) {
                throw new IOException("Killed.");
            }
        }

        @Override
        public InputStream open(String key, long from, long length) {
            asThePlugin();
            byte[] all = Objects.requireNonNull(content.get(key));
            int to = (int) Math.min(all.length, from + Math.min(length, all.length));
            return new ByteArrayInputStream(Arrays.copyOfRange(all, (int) from, to));
        }

        @Override
        public void delete(String key) throws IOException {
            asThePlugin();
            if (kill) {
                throw new IOException("Killed.");
            }
            content.remove(key);
        }

        private static void asThePlugin() {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(LOADER);
        }
    }
}
