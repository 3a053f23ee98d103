package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.pluginhost.RemovalChoice;

/** What is left of a plugin, on both ways to remove it, and who is on record for it. */
class EraseAPluginTest {

    private static final PluginId SONGS = new PluginId("songs");

    @TempDir private Path folder;

    @Test
    void removedWithItsDataItLeavesNothingInTheCoreEither() {
        try (House house = House.open(folder)) {
            WorkspaceId first = house.workspace();
            WorkspaceId second = house.workspace();
            house.plugins.install(SongPlugin.of("songs").build(folder));
            sing(house, first);
            sing(house, second);
            sing(house, second);
            knownToAnother(second);
            assertThat(kept(first)).isEqualTo("1 1 1 1 1 1 1");
            assertThat(kept(second)).isEqualTo("2 2 2 2 2 2 2");
            assertThat(files(first) + files(second)).as("equal content once").isEqualTo(2);

            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);

            // Files, jobs, people, entries and states of consent, events; one person is
            // another's as well.
            assertThat(kept(first)).isEqualTo("0 0 0 0 0 0 0");
            assertThat(kept(second)).isEqualTo("0 0 1 1 1 0 0");
            assertThat(files(first) + files(second)).isZero();
            assertThat(suppressed(first)).as("what an address may not be used for").isOne();
            Traces.assertNone(folder, "songs");
        }
    }

    @Test
    void removedWithoutItsDataItFindsAllOfItAgain() {
        Path jar = SongPlugin.of("songs").build(folder);
        try (House house = House.open(folder)) {
            WorkspaceId workspace = house.workspace();
            house.plugins.install(jar);
            sing(house, workspace);

            house.plugins.remove(SONGS, RemovalChoice.KEEP_DATA);
            assertThat(kept(workspace)).isEqualTo("1 1 1 1 1 1 1");
            house.plugins.install(jar);

            assertThat(sing(house, workspace)).isEqualTo("2 Lieder über Łódź");
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA);
            assertThat(kept(workspace)).isEqualTo("0 0 0 0 0 0 0");
        }
    }

    @Test
    void whoChangedAPluginIsOnRecord() {
        AccountId operator = AccountId.next();
        Optional<AccountId> by = Optional.of(operator);
        try (House house = House.open(folder)) {
            long before = entries();
            house.plugins.install(SongPlugin.of("songs").build(folder));
            house.plugins.install(SongPlugin.of("songs").version("1.1.0").build(folder), by);
            house.plugins.disable(SONGS, by);
            house.plugins.enable(SONGS, by);
            house.plugins.remove(SONGS, RemovalChoice.ERASE_DATA, by);

            assertThat(record(before))
                    .containsExactly(
                            "plugin.installed - songs 1.0.0 - -",
                            "plugin.upgraded %s songs 1.1.0 1.0.0 -".formatted(operator),
                            "plugin.disabled %s songs 1.1.0 - -".formatted(operator),
                            "plugin.enabled %s songs 1.1.0 - -".formatted(operator),
                            "plugin.removed %s songs 1.1.0 - erased".formatted(operator));
        }
    }

    private static Object sing(House house, WorkspaceId workspace) {
        Function<?, ?> service = house.running("songs").beans(Function.class).getFirst();
        return house.as(DatabaseFixture.owner(workspace), () -> apply(service));
    }

    @SuppressWarnings("unchecked")
    private static Object apply(Function<?, ?> service) {
        return ((Function<String, Object>) service).apply("Summertime");
    }

    private static void knownToAnother(WorkspaceId workspace) {
        House.sql(
                jdbc ->
                        jdbc.sql(
                                        """
                                        update backline.subject
                                        set registered_by = registered_by || 'p_choir'::text
                                        where (workspace_id, id) in (
                                            select workspace_id, id from backline.subject
                                            where workspace_id = ? limit 1)
                                        """)
                                .param(workspace.value())
                                .update());
    }

    private static String kept(WorkspaceId workspace) {
        List<Long> counts =
                Stream.of(
                                "stored_file",
                                "job",
                                "subject",
                                "consent_entry",
                                "consent_state",
                                "event",
                                "event_delivery")
                        .map(table -> count(table, workspace))
                        .toList();
        return String.join(" ", counts.stream().map(String::valueOf).toList());
    }

    private static long suppressed(WorkspaceId workspace) {
        return count("suppression", workspace);
    }

    private static long count(String table, WorkspaceId workspace) {
        return House.sql(
                jdbc ->
                        jdbc.sql(
                                        "select count(*) from backline.%s where workspace_id = ?"
                                                .formatted(table))
                                .param(workspace.value())
                                .query(Long.class)
                                .single());
    }

    private long files(WorkspaceId workspace) {
        Path place = folder.resolve("data/files").resolve(workspace.toString());
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long entries() {
        return House.sql(
                jdbc ->
                        jdbc.sql(
                                        "select coalesce(max(seq), 0) from backline.audit_entry"
                                                + " where source = 'backline_platform'"
                                                + " and workspace_id ="
                                                + " '00000000-0000-0000-0000-000000000000'")
                                .query(Long.class)
                                .single());
    }

    private static List<String> record(long after) {
        return House.sql(
                jdbc ->
                        jdbc.sql(
                                        """
                                        select concat_ws(' ', e.act, coalesce(p.account_id::text, '-'),
                                            p.facts ->> 'plugin', p.facts ->> 'version',
                                            coalesce(p.facts ->> 'from', '-'),
                                            coalesce(p.facts ->> 'data', '-'))
                                        from backline.audit_entry e
                                        join backline.audit_payload p using (workspace_id, id)
                                        where workspace_id = '00000000-0000-0000-0000-000000000000'
                                          and e.seq > ? and e.act like 'plugin.%'
                                        order by e.seq
                                        """)
                                .param(after)
                                .query(String.class)
                                .list());
    }
}
