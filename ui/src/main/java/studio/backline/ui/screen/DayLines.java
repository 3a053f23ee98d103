package studio.backline.ui.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.StartOfDay;

/** What the running plugins have to say on the start page to the person who opens it. */
public final class DayLines {

    private static final Logger log = LoggerFactory.getLogger(DayLines.class);

    private final Supplier<List<RunningPlugin>> plugins;
    private final MountedScreens screens;
    private final Predicate<MountedScreen> mayOpen;
    private final Texts texts;

    DayLines(
            Supplier<List<RunningPlugin>> plugins,
            MountedScreens screens,
            Predicate<MountedScreen> mayOpen,
            Texts texts) {
        this.plugins = plugins;
        this.screens = screens;
        this.mayOpen = mayOpen;
        this.texts = texts;
    }

    /** The lines, with those steps alone that this person may take. */
    public List<DayLine> now() {
        return plugins.get().stream()
                .sorted(Comparator.comparing(plugin -> plugin.id().value()))
                .flatMap(plugin -> of(plugin).stream())
                .map(line -> new DayLine(line.sentence(), open(line.steps())))
                .toList();
    }

    private List<DayLine.Step> open(List<DayLine.Step> steps) {
        return steps.stream()
                .filter(step -> screens.at(step.path()).filter(mayOpen).isPresent())
                .toList();
    }

    // A plugin at fault must not take the start page from everybody.
    private List<DayLine> of(RunningPlugin plugin) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        List<DayLine> lines = new ArrayList<>();
        try {
            thread.setContextClassLoader(plugin.classLoader());
            plugin.beans(StartOfDay.class).forEach(one -> lines.addAll(one.lines()));
        } catch (PermissionDeniedException notForThem) {
            return lines;
        } catch (RuntimeException | Error fault) {
            log.warn("Plugin {} had nothing to say on the start page.", plugin.id(), fault);
            lines.add(new DayLine(texts.get("start.fault", plugin.id().value()), List.of()));
        } finally {
            thread.setContextClassLoader(before);
        }
        return lines;
    }
}
