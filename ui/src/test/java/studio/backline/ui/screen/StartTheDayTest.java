package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.Screen;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.DayLine.Step;
import studio.backline.screens.start.StartOfDay;

/** What the start page is told by plugins, and which steps it offers to whom. */
class StartTheDayTest {

    private static final Permission SEE = new Permission("people.see");
    private static final Permission CHANGE = new Permission("people.change");
    private static final Texts TEXTS = Speaking.TEXTS;

    private final MountedScreens screens = new MountedScreens();

    StartTheDayTest() {
        mount("people", SEE);
        mount("people/:id", SEE);
        mount("people/new", CHANGE);
    }

    @Test
    void eachPluginSpeaksInItsTurnWithItsOwnClassLoader() {
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
        StartOfDay asked =
                () -> {
                    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
                    return List.of(new DayLine("7 letters wait.", List.of()));
                };
        List<DayLine> lines =
                now(
                        Set.of(SEE),
                        plugin("letters", loader, asked),
                        plugin("crm", loader, () -> List.of(new DayLine("2 people.", List.of()))));

        assertThat(lines)
                .extracting(DayLine::sentence)
                .containsExactly("2 people.", "7 letters wait.");
        assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(loader);
    }

    @Test
    void onlyStepsThatThisPersonMayTakeAreOffered() {
        DayLine line =
                new DayLine(
                        "2 people.",
                        List.of(
                                new Step("See", "people"),
                                new Step("Add", "people/new"),
                                new Step("One", "people/7?from=today"),
                                new Step("Nowhere", "people/7/notes")));
        RunningPlugin crm = plugin("crm", getClass().getClassLoader(), () -> List.of(line));

        assertThat(now(Set.of(SEE), crm).getFirst().steps())
                .extracting(Step::label)
                .containsExactly("See", "One");
        assertThat(now(Set.of(SEE, CHANGE), crm).getFirst().steps())
                .extracting(Step::label)
                .containsExactly("See", "Add", "One");
    }

    @Test
    void aPluginAtFaultTakesThePageFromNobody() {
        ClassLoader loader = getClass().getClassLoader();
        List<DayLine> lines =
                now(
                        Set.of(),
                        plugin(
                                "broken",
                                loader,
                                () -> {
                                    throw new IllegalStateException("no database");
                                }),
                        plugin(
                                "unlinked",
                                loader,
                                () -> {
                                    throw new NoClassDefFoundError("of a class outside");
                                }),
                        plugin(
                                "closed",
                                loader,
                                () -> {
                                    throw new PermissionDeniedException(SEE);
                                }),
                        plugin("crm", loader, () -> List.of(new DayLine("2 people.", List.of()))));

        assertThat(lines)
                .extracting(DayLine::sentence)
                .containsExactly("start.fault[broken]", "2 people.", "start.fault[unlinked]");
    }

    private List<DayLine> now(Set<Permission> held, RunningPlugin... plugins) {
        return new DayLines(
                        () -> List.of(plugins),
                        screens,
                        mounted -> held.contains(mounted.screen().permission().orElseThrow()),
                        TEXTS)
                .now();
    }

    private void mount(String path, Permission permission) {
        screens.add(
                new MountedScreen(Optional.empty(), Screen.at(path, Div.class, permission), TEXTS));
    }

    private static RunningPlugin plugin(String id, ClassLoader loader, StartOfDay asked) {
        return new Speaking(new PluginId(id), loader, asked);
    }
}
