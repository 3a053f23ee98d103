package studio.backline.platform.resealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyRotation.Use;
import studio.backline.platform.files.FileErasure;
import studio.backline.platform.files.FileStore;
import studio.backline.platform.files.store.FolderStore;

/** Files are sealed anew as fields are. */
class FilesSealedAnewTest {

    private static Core core;
    private static PluginHome plugin;

    private Files files;
    private Caller caller;
    private Owner owner;
    private KeyRotation rotation;
    private Resealing resealing;

    @BeforeAll
    static void start() {
        core = Core.fresh();
        core.bean(ResealLoop.class).stop();
        core.clock().pass(Duration.between(core.clock().instant(), Instant.now()).plusMinutes(1));
        plugin = PluginHome.of(core, "archive");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void workspace() {
        files = core.bean(FileStore.class).on(plugin.connection());
        caller = plugin.newWorkspace();
        owner = new Owner(Kind.WORKSPACE, caller.workspace().value());
        rotation = core.bean(KeyRotation.class);
        resealing = core.bean(Resealing.class);
    }

    @Test
    void aFileIsSealedAnewAndReadAsBefore() throws Exception {
        byte[] content = random(300_000);
        StoredFile one = store(content);
        StoredFile other = store(content);
        Path before = path(one);
        long used = used();
        String sealing = rotation.rotate(owner);

        assertThat(resealing.look()).isEqualTo(1);

        assertThat(path(one)).isNotEqualTo(before).isEqualTo(path(other));
        assertThat(keyId(path(one))).isEqualTo(sealing);
        assertThat(read(one)).isEqualTo(content);
        assertThat(read(other)).isEqualTo(content);
        assertThat(used()).isEqualTo(used);
        store(content);
        assertThat(used()).as("equal content is still known").isEqualTo(used);
        core.bean(FileErasure.class).sweep();
        assertThat(before).doesNotExist();
        assertThat(resealing.look()).isZero();
        assertThat(resealing.report().hindered()).isEmpty();
    }

    @Test
    void whoeverReadsMeanwhileReadsToTheEnd() throws Exception {
        byte[] content = random(1_000_000);
        StoredFile stored = store(content);
        try (InputStream open = plugin.as(caller, () -> files.open(stored.id()))) {
            byte[] first = open.readNBytes(1000);
            rotation.rotate(owner);
            resealing.look();
            core.bean(FileErasure.class).sweep();

            byte[] rest = open.readAllBytes();

            assertThat(first).isEqualTo(Arrays.copyOf(content, 1000));
            assertThat(rest).isEqualTo(Arrays.copyOfRange(content, 1000, content.length));
        }
    }

    @Test
    void aKeyIsNotRetiredWhileAStoreIsAway() throws Exception {
        StoredFile stored = store(random(10));
        String former = rotation.keys(owner).getFirst().id();
        core.behind()
                .sql("update backline.file_content set store = 'bucket' where workspace_id = ?")
                .param(caller.workspace().value())
                .update();
        rotation.rotate(owner);
        core.clock().pass(Resealing.SETTLED.plusSeconds(1));

        resealing.look();

        assertThat(resealing.report().hindered())
                .containsExactly("the store 'bucket' is not there");
        assertThat(rotation.keys(owner))
                .filteredOn(key -> key.id().equals(former))
                .allMatch(key -> key.use() == Use.OPENS)
                .hasSize(1);
        core.behind()
                .sql("update backline.file_content set store = 'folder' where workspace_id = ?")
                .param(caller.workspace().value())
                .update();
        assertThat(resealing.look()).isEqualTo(1);
        assertThat(resealing.report().foundUnder()).isEqualTo(Map.of(former, 1L));
        assertThat(read(stored)).hasSize(10);
    }

    private StoredFile store(byte[] content) {
        return plugin.as(
                caller, () -> files.store(NewFile.named("scan.bin"), out -> out.write(content)));
    }

    private byte[] read(StoredFile stored) {
        return plugin.as(
                caller,
                () -> {
                    try (InputStream in = files.open(stored.id())) {
                        return in.readAllBytes();
                    }
                });
    }

    private long used() {
        return plugin.as(caller, () -> core.bean(FileStore.class).used());
    }

    private Path path(StoredFile stored) {
        String content =
                core.behind()
                        .sql("select content_id::text from backline.stored_file where id = ?")
                        .param(stored.id().value())
                        .query(String.class)
                        .single();
        return core.bean(FolderStore.class)
                .path(
                        "%s/%s/%s"
                                .formatted(
                                        caller.workspace(),
                                        content.substring(content.length() - 2),
                                        content));
    }

    private static String keyId(Path file) {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            return FileEncryption.keyId(in).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
