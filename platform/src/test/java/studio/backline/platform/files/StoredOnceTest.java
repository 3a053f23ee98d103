package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Equal content of a workspace lies there once, for as long as a file has it. */
class StoredOnceTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "filing-once");

    private final FileStore store = Core.shared().bean(FileStore.class);
    private final Files files = store.on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();

    @Test
    void equalContentLiesOnceAndCountsOnceAndGoesWithItsLastFile() {
        StoredFile one = store("one.txt", "the same");
        StoredFile other = store("other.txt", "the same");
        Path place = ContentPlaces.of(Core.shared(), one.id());

        assertThat(ContentPlaces.of(Core.shared(), other.id())).isEqualTo(place);
        assertThat(used()).isEqualTo(8);
        delete(one);
        assertThat(read(other)).isEqualTo("the same");
        delete(other);
        assertThat(place).doesNotExist();
        assertThat(used()).isZero();
        assertThat(contents()).isZero();
    }

    @Test
    void anotherWorkspaceHasItsOwnAndTheRowsDoNotShowThatItIsEqual() {
        StoredFile mine = store("mine.txt", "known to both");
        Caller neighbour = PLUGIN.newWorkspace();
        StoredFile theirs =
                PLUGIN.as(
                        neighbour,
                        () ->
                                files.store(
                                        "t.txt",
                                        out -> out.write("known to both".getBytes(UTF_8))));

        assertThat(ContentPlaces.of(Core.shared(), theirs.id()))
                .isNotEqualTo(ContentPlaces.of(Core.shared(), mine.id()));
        assertThat(
                        Core.shared()
                                .behind()
                                .sql(
                                        """
                                        select count(distinct c.hash) from backline.file_content c
                                        join backline.stored_file f
                                          on f.workspace_id = c.workspace_id
                                         and f.content_id = c.id
                                        where f.id in (?, ?)
                                        """)
                                .params(mine.id().value(), theirs.id().value())
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
        delete(mine);
        assertThat(ContentPlaces.of(Core.shared(), theirs.id())).exists();
    }

    @Test
    void theSameUploadedManyTimesAtOnceLiesOnce() throws Exception {
        byte[] content = new byte[200_000];
        new Random(7).nextBytes(content);
        int uploads = 8;
        CountDownLatch written = new CountDownLatch(uploads);
        List<StoredFile> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StoredFile>> under =
                    java.util.stream.IntStream.range(0, uploads)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () -> upload("take-" + n, content, written)))
                            .toList();
            for (Future<StoredFile> each : under) {
                stored.add(each.get());
            }
        }

        assertThat(stored.stream().map(each -> ContentPlaces.of(Core.shared(), each.id())))
                .hasSize(uploads)
                .containsOnly(ContentPlaces.of(Core.shared(), stored.getFirst().id()));
        assertThat(contents()).isOne();
        assertThat(used()).isEqualTo(content.length);
    }

    @Test
    void whatIsStoredAndDeletedAndSweptAtTheSameTimeIsThereOrGoneAndNeverHalf() throws Exception {
        FileErasure erasure = Core.shared().bean(FileErasure.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int seed = thread;
                work.add(threads.submit(() -> storeAndDelete(new Random(seed))));
            }
            for (int round = 0; round < 20; round++) {
                erasure.sweep();
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        erasure.sweep();
        assertThat(contents()).isZero();
        assertThat(used()).isZero();
    }

    private void storeAndDelete(Random random) {
        for (int round = 0; round < 25; round++) {
            String content = "song " + random.nextInt(2);
            StoredFile stored = store("song.txt", content);
            assertThat(read(stored)).isEqualTo(content);
            delete(stored);
        }
    }

    private StoredFile upload(String name, byte[] content, CountDownLatch written) {
        return PLUGIN.as(
                caller,
                () ->
                        files.store(
                                name,
                                out -> {
                                    out.write(content);
                                    written.countDown();
                                    await(written);
                                }));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private long contents() {
        return Core.shared()
                .behind()
                .sql("select count(*) from backline.file_content where workspace_id = ?")
                .param(caller.workspace().value())
                .query(Long.class)
                .single();
    }

    private long used() {
        return PLUGIN.as(caller, store::used);
    }

    private StoredFile store(String name, String content) {
        return PLUGIN.as(
                caller, () -> files.store(name, out -> out.write(content.getBytes(UTF_8))));
    }

    private void delete(StoredFile stored) {
        PLUGIN.as(
                caller,
                () -> {
                    files.delete(stored.id());
                    return stored;
                });
    }

    private String read(StoredFile stored) {
        return PLUGIN.as(
                caller,
                () -> {
                    try (InputStream in = files.open(stored.id())) {
                        return new String(in.readAllBytes(), UTF_8);
                    }
                });
    }
}
