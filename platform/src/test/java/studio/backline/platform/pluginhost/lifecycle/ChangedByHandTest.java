package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;

/** What somebody changes in the database where no plugin runs is told at the next start. */
class ChangedByHandTest {

    private static final PluginId SONGS = new PluginId("songs");

    @TempDir private Path folder;

    @Test
    void whatWasChangedUnderAPluginThatIsOffIsItsReasonAtTheNextStart() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.plugins.disable(SONGS);
        }
        change("alter table p_songs.song disable row level security");
        change("grant backline_owner to p_songs");
        try (House house = House.open(folder)) {
            assertThat(house.plugins.find(SONGS).orElseThrow().state())
                    .isEqualTo(PluginState.STOPPED);
            assertThat(house.plugins.find(SONGS).orElseThrow().reason().orElseThrow())
                    .startsWith("The data of songs was changed in the database by hand. ")
                    .contains("'p_songs' is a member of 'backline_owner'")
                    .contains("Row security of 'song' is off.")
                    .endsWith(" Undo that there, or bring back a backup.");
        }
        change("alter table p_songs.song enable row level security");
        change("revoke backline_owner from p_songs");
        try (House house = House.open(folder)) {
            assertThat(house.plugins.find(SONGS).orElseThrow().reason()).isEmpty();
            assertThat(house.plugins.enable(SONGS).state()).isEqualTo(PluginState.RUNNING);
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void whatWasChangedUnderKeptDataIsToldUntilItIsErased() {
        try (House house = House.open(folder)) {
            house.plugins.install(SongPlugin.of("songs").build(folder));
            change(SongPlugin.ROW);
            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);
        }
        change("drop policy tenant_wall on p_songs.song");
        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The data of songs was changed in the database by"
                                    + " hand. The policies of 'song' are not the generated ones."
                                    + " Undo that there, or bring back a backup.");

            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);

            assertThat(house.plugins.notices()).isEmpty();
        }
    }

    private static void change(String sql) {
        House.sql(jdbc -> jdbc.sql(sql).update());
    }
}
