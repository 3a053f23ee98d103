package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Files are taken out and erased as the rows that name them. */
class TakeoutAndErasureTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "filing-rights");
    private static final PluginHome OTHER = PluginHome.of(CORE, "filing-rights-too");

    private final FileStore store = CORE.bean(FileStore.class);
    private final FileErasure erasure = CORE.bean(FileErasure.class);
    private final Caller caller = PLUGIN.newWorkspace();
    private final Caller neighbour = PLUGIN.newWorkspace();
    private final StoredFile song = store(PLUGIN, caller, "song.txt", "la la");
    private final StoredFile list = store(OTHER, caller, "list.txt", "liv, ada");
    private final StoredFile theirs = store(PLUGIN, neighbour, "theirs.txt", "la la");

    @Test
    void aWorkspaceTakesOutAllItsFilesOfAllPluginsAndNobodyElses() {
        Map<String, String> taken = new TreeMap<>();
        FileTakeout takeout = CORE.bean(FileTakeout.class);
        long count =
                PLUGIN.as(
                        caller,
                        () ->
                                takeout.each(
                                        (plugin, file, content) ->
                                                taken.put(
                                                        plugin + " " + file.name(),
                                                        new String(
                                                                content.readAllBytes(), UTF_8))));

        assertThat(count).isEqualTo(2);
        assertThat(taken)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "filing-rights song.txt", "la la",
                                "filing-rights-too list.txt", "liv, ada"));
        assertThat(PLUGIN.as(caller, () -> takeout.one(list.id(), (plugin, file, in) -> {})))
                .isTrue();
        assertThat(PLUGIN.as(caller, () -> takeout.one(theirs.id(), (plugin, file, in) -> {})))
                .isFalse();
    }

    @Test
    void whatGoesAsARowGoesFromTheDiskAndIsNoLongerCounted() {
        Path place = ContentPlaces.of(CORE, list.id());
        long before = PLUGIN.as(caller, store::used);
        CORE.behind()
                .sql("delete from backline.stored_file where id = ?")
                .param(list.id().value())
                .update();
        assertThat(place).exists();

        assertThat(erasure.sweep()).isZero();

        assertThat(place).doesNotExist();
        assertThat(PLUGIN.as(caller, store::used)).isEqualTo(before - list.size());
        assertThat(ContentPlaces.of(CORE, song.id())).exists();
    }

    @Test
    void aWorkspaceThatGoesLeavesNothingAndTheOthersStay() {
        List<Path> places =
                List.of(ContentPlaces.of(CORE, song.id()), ContentPlaces.of(CORE, list.id()));

        erasure.erase(caller.workspace());
        erasure.erase(caller.workspace());

        assertThat(places).noneMatch(java.nio.file.Files::exists);
        for (String table : List.of("stored_file", "file_content", "file_thumbnail")) {
            assertThat(
                            CORE.behind()
                                    .sql(
                                            "select count(*) from backline.%s where workspace_id = ?"
                                                    .formatted(table))
                                    .param(caller.workspace().value())
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
        assertThat(ContentPlaces.of(CORE, theirs.id())).exists();
    }

    private static StoredFile store(PluginHome plugin, Caller in, String name, String content) {
        Files files = CORE.bean(FileStore.class).on(plugin.connection());
        return plugin.as(in, () -> files.store(name, out -> out.write(content.getBytes(UTF_8))));
    }
}
