package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.work.CrashPoint;

/** What keeps a plugin's data or roles, and what becomes of a removal then. */
class UnfinishedRemovalsTest {

    private static final PluginId SONGS = new PluginId("songs");
    private static final PluginId CHOIR = new PluginId("choir");

    /** A superuser's grant in another database: no role of ours can take it back. */
    private static final String KEEP = "grant connect on database postgres to p_songs";

    private static final String LET_GO = "revoke connect on database postgres from p_songs";

    @TempDir private Path folder;
    private Path jar;

    @BeforeEach
    void buildThePlugin() {
        jar = SongPlugin.of("songs").build(folder);
    }

    @AfterEach
    void removeEverything() {
        if (House.roleExists("p_songs")) {
            sql(LET_GO);
        }
        try (House house = House.open(folder)) {
            for (PluginInfo plugin : house.plugins.list()) {
                house.plugins.remove(plugin.id(), RemovalChoice.ERASE_DATA);
            }
        }
    }

    @Test
    void aPluginWhoseErasureIsNotFinishedDoesNotRunUntilItIs() {
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            sql(SongPlugin.ROW);
            sql(KEEP);

            PluginRefusedException refused = refused(() -> erase(house));

            assertThat(refused.code()).isEqualTo("removal-unfinished");
            assertThat(refused.what()).contains("p_songs", "database postgres");
            assertLeaving(house);
            assertThat(refused(() -> house.plugins.enable(SONGS)).code()).isEqualTo("leaving");
            assertThat(refused(() -> house.plugins.disable(SONGS)).code()).isEqualTo("leaving");
            assertThat(refused(() -> house.plugins.install(jar)).code()).isEqualTo("leaving");
            assertLeaving(house);
        }
        try (House house = House.open(folder)) {
            assertLeaving(house);
            assertThat(House.<Long>sql(jdbc -> rows(jdbc))).isOne();
        }
        sql(LET_GO);
        try (House house = House.open(folder)) {
            assertThat(house.plugins.list()).isEmpty();
            assertThat(house.plugins.notices())
                    .containsExactly("The removal of songs was cut off and has been finished.");
            Traces.assertNone(folder, "songs");
        }
    }

    @Test
    void whatIsNotErasedYetCanBeKeptAfterAll() {
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            sql(SongPlugin.ROW);
            sql(KEEP);
            refused(() -> erase(house));

            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);
            house.plugins.install(jar);

            assertThat(House.<Long>sql(jdbc -> rows(jdbc))).isOne();
        }
    }

    @Test
    void whatIsHalfErasedCannotBeKept() {
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
        }
        sql("update backline.plugin set state = 'REMOVING', step = 'REMOVING_ERASE'");
        sql(KEEP);
        try (House house = House.open(folder)) {
            sql("drop schema p_songs cascade");

            assertThat(refused(() -> house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA)).code())
                    .isEqualTo("half-erased");
        }
    }

    @Test
    void rightsThatTheRolesHaveGivenOrGotElsewhereDoNotKeepThem() {
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            house.plugins.install(SongPlugin.of("choir").build(folder));
            sql(
                    """
                    alter default privileges for role p_songs_owner
                        revoke execute on functions from public;
                    alter default privileges for role p_songs
                        revoke execute on functions from public;
                    set role p_choir_owner;
                    grant usage on schema p_choir to p_songs, p_songs_owner;
                    grant select on p_choir.song to p_songs with grant option;
                    reset role
                    """);

            erase(house);

            Traces.assertNone(folder, "songs");
            assertThat(house.running("choir").id()).isEqualTo(CHOIR);
            assertThat(House.exists("select 1 from pg_class where relname = ?", "song")).isTrue();
        }
    }

    @Test
    void aRefusedInstallationThatCannotBeTakenBackSaysWhyAndIsTakenBackLater() {
        Path fails =
                SongPlugin.of("songs")
                        .entry("throw new IllegalStateException(\"no\");")
                        .build(folder);
        CrashPoint keeps =
                step -> {
                    if (step.equals("migrated")) {
                        sql(KEEP);
                    }
                };
        try (House house = House.open(folder, keeps)) {
            PluginRefusedException refused = refused(() -> house.plugins.install(fails));

            assertThat(refused.code()).isEqualTo("does-not-start");
            assertThat(refused.what()).contains("songs does not start", "no");
            assertThat(refused.remedy()).contains("database postgres", "The next start");
            assertLeaving(house);
        }
        try (House house = House.open(folder)) {
            assertLeaving(house);
        }
        sql(LET_GO);
        try (House house = House.open(folder)) {
            assertThat(house.plugins.notices())
                    .containsExactly(
                            "The installation of songs 1.0.0 was cut off and has been undone.");
            Traces.assertNone(folder, "songs");
        }
    }

    @Test
    void whatCannotBeCountedIsRemovedAllTheSame() {
        try (House house = House.open(folder)) {
            house.plugins.install(jar);
            sql("revoke all on p_songs.song from backline_backup");

            assertThat(house.plugins.held(SONGS)).isEmpty();
            RemovalResult removed = house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);

            assertThat(removed.rows()).isEqualTo(Optional.empty());
            Traces.assertNone(folder, "songs");
        }
    }

    private static void erase(House house) {
        house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
    }

    private static void assertLeaving(House house) {
        PluginInfo songs = house.plugins.find(SONGS).orElseThrow();
        assertThat(songs.state()).isEqualTo(PluginState.REMOVING);
        assertThat(songs.reason().orElseThrow()).contains("database postgres");
        assertThat(house.plugins.running()).isEmpty();
        assertThat(House.schemaExists("p_songs")).isTrue();
    }

    private static Long rows(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from p_songs.song").query(Long.class).single();
    }

    private static PluginRefusedException refused(ThrowingCallable act) {
        return catchThrowableOfType(PluginRefusedException.class, act);
    }

    private static void sql(String statement) {
        House.sql(jdbc -> jdbc.sql(statement).update());
    }
}
