package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.testkit.jar.PluginJarBuilder;

/** What a removed plugin has left is seen, and can go. */
class KeptDataTest {

    private static final PluginId SONGS = new PluginId("songs");

    /** Its jar alone says so, and goes with it. */
    private static final String NAME = "The songs of the house";

    @TempDir private Path folder;

    @Test
    void keptDataIsListedAndErased() {
        try (House house = House.open(folder)) {
            house.plugins.install(called(SongPlugin.of("songs").version("1.0.1")).build(folder));
            House.sql(jdbc -> jdbc.sql(SongPlugin.ROW).update());
            assertThat(house.plugins.kept()).isEmpty();
            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);

            KeptPlugin kept = house.plugins.kept().getFirst();
            assertThat(kept.id()).isEqualTo(SONGS);
            assertThat(kept.version()).hasToString("1.0.1");
            assertThat(kept.name()).isEqualTo(NAME);
            assertThat(house.plugins.held(SONGS)).contains(List.of(SongPlugin.HELD));
            Path lower = SongPlugin.of("songs").build(folder);
            PluginRefusedException refused = refused(() -> house.plugins.install(lower));
            assertThat(refused.code()).isEqualTo("lower-than-kept");
            assertThat(refused.remedy()).contains("erase the data that is kept");
            assertThat(refused(() -> house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA)).code())
                    .isEqualTo("kept-already");

            RemovalResult erased = house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);

            assertThat(erased.rows().orElseThrow()).containsEntry("song", 1L);
            assertThat(house.plugins.kept()).isEmpty();
            Traces.assertNone(folder, "songs");
            house.plugins.install(lower);
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void whatIsKeptStaysAsItIsWhenAReturnIsRefused() {
        try (House house = House.open(folder)) {
            house.plugins.install(called(SongPlugin.of("songs")).build(folder));
            House.sql(jdbc -> jdbc.sql(SongPlugin.ROW).update());
            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);
            KeptPlugin kept = house.plugins.kept().getFirst();

            Path next =
                    SongPlugin.of("songs")
                            .version("1.1.0")
                            .migration("V002__oops.sql", "oops;")
                            .build(folder);
            assertThat(refused(() -> house.plugins.install(next)).code()).isEqualTo("data-refused");
            assertThat(house.plugins.kept()).containsExactly(kept);

            Path migrating =
                    SongPlugin.of("songs")
                            .version("1.2.0")
                            .migration("V002__more.sql", "select 1;")
                            .entry("throw new IllegalStateException(\"Not today.\");")
                            .build(folder);
            assertThat(refused(() -> house.plugins.install(migrating)).code())
                    .isEqualTo("does-not-start");
            assertThat(house.plugins.kept())
                    .containsExactly(
                            new KeptPlugin(
                                    SONGS, NAME, PluginVersion.of("1.2.0"), kept.removedAt()));
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void whereNothingIsHeldNothingIsKept() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").version("1.0.1").build(folder));

            RemovalResult removed = house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);

            assertThat(removed.rows().orElseThrow()).containsEntry("song", 0L);
            assertThat(house.plugins.kept()).isEmpty();
            Traces.assertNone(folder, "songs");
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
        }
    }

    private static PluginJarBuilder called(PluginJarBuilder plugin) {
        return plugin.resource(
                "META-INF/backline/plugin.yaml",
                plugin.yaml().replace("name: {en: songs}", "name: {en: " + NAME + "}"));
    }

    private static PluginRefusedException refused(ThrowingCallable act) {
        return catchThrowableOfType(PluginRefusedException.class, act);
    }
}
