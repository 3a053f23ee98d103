package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
import studio.backline.ui.voice.PluginVoices;

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

    @Test
    void aPluginThatHangsHoldsUpOnePageAndItsOwnWordsAlone() throws InterruptedException {
        ClassLoader loader = getClass().getClassLoader();
        Semaphore asked = new Semaphore(0);
        CountDownLatch hang = new CountDownLatch(1);
        StartOfDay hanging =
                () -> {
                    asked.release();
                    awaitInSpiteOfInterrupts(hang);
                    return List.of(new DayLine("At last.", List.of()));
                };
        PluginVoices voices = new PluginVoices(Duration.ofSeconds(1), work -> work);
        RunningPlugin[] both = {
            plugin("crm", loader, () -> List.of(new DayLine("2 people.", List.of()))),
            plugin("hanging", loader, hanging)
        };
        try {
            for (int page = 0; page < 3; page++) {
                assertThat(now(voices, Set.of(), both))
                        .extracting(DayLine::sentence)
                        .containsExactly("2 people.", "start.fault[hanging]");
            }
            assertThat(asked.availablePermits()).as("times asked").isEqualTo(1);
        } finally {
            hang.countDown();
        }
        // It is asked again once it has let go.
        assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        while (asked.availablePermits() == 0) {
            now(voices, Set.of(), both);
        }
        assertThat(now(voices, Set.of(), both))
                .extracting(DayLine::sentence)
                .containsExactly("2 people.", "At last.");
    }

    private static void awaitInSpiteOfInterrupts(CountDownLatch hang) {
        while (hang.getCount() > 0) {
            try {
                hang.await();
            } catch (InterruptedException unimpressed) {
                // So do loops.
            }
        }
    }

    private List<DayLine> now(Set<Permission> held, RunningPlugin... plugins) {
        return now(Speaking.HEARD, held, plugins);
    }

    private List<DayLine> now(PluginVoices voices, Set<Permission> held, RunningPlugin... plugins) {
        return new DayLines(
                        () -> List.of(plugins),
                        voices,
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
