package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.jobs.JobGlimpse;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.Screen;
import studio.backline.screens.job.JobLine;
import studio.backline.screens.job.NamesJobs;

/** What the foot of the drawer says of jobs, to whom. */
class WatchAJobTest {

    private static final Permission IMPORT = new Permission("crm.import");
    private static final PluginId CRM = new PluginId("crm");
    private static final JobGlimpse LISTED = job("crm.import", "7", 3, 10);

    private final MountedScreens screens = new MountedScreens();

    WatchAJobTest() {
        screens.add(
                new MountedScreen(
                        Optional.of(CRM),
                        Screen.at("people/import/:id", Div.class, IMPORT),
                        Speaking.TEXTS));
    }

    @Test
    void itHasItsNameItsNumbersAndTheWayToIt() {
        assertThat(now(named(), Set.of(IMPORT), LISTED))
                .contains(new ShownJob("Importing", "people/import/7", 3, 10, 0));
        assertThat(now(named(), Set.of(IMPORT), LISTED, job("crm.import", "8", 0, 0)))
                .contains(new ShownJob("Importing", "people/import/7", 3, 10, 1));
    }

    @Test
    void whoMayNotOpenItsScreenSeesNothingOfIt() {
        assertThat(now(named(), Set.of(), LISTED)).isEmpty();
    }

    @Test
    void whatHasNoNameIsNothingToBeToldOf() {
        assertThat(now(named(), Set.of(IMPORT), job("crm.sweep", "1", 0, 0))).isEmpty();
        assertThat(now(named(), Set.of(IMPORT))).isEmpty();
    }

    @Test
    void aPluginAtFaultTakesTheFrameFromNobody() {
        NamesJobs broken =
                (type, parameters) -> {
                    throw new IllegalStateException("no name");
                };
        NamesJobs unlinked =
                (type, parameters) -> {
                    throw new NoClassDefFoundError("of a class outside");
                };
        assertThat(now(broken, Set.of(IMPORT), LISTED)).isEmpty();
        assertThat(now(unlinked, Set.of(IMPORT), LISTED)).isEmpty();
    }

    private static NamesJobs named() {
        return (type, parameters) ->
                type.equals("crm.import")
                        ? Optional.of(
                                new JobLine("Importing", "people/import/" + parameters.get("id")))
                        : Optional.empty();
    }

    private Optional<ShownJob> now(NamesJobs names, Set<Permission> held, JobGlimpse... running) {
        RunningPlugin plugin = new Speaking(CRM, getClass().getClassLoader(), names);
        return new RunningJobs(
                        new JobNames(() -> List.of(plugin), Speaking.HEARD),
                        () -> List.of(running),
                        screens,
                        mounted -> held.contains(mounted.screen().permission().orElseThrow()))
                .now();
    }

    private static JobGlimpse job(String type, String id, long done, long total) {
        return new JobGlimpse(CRM, type, Map.of("id", id), done, total);
    }
}
