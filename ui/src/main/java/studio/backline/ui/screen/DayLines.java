package studio.backline.ui.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.StartOfDay;
import studio.backline.ui.voice.PluginVoices;

/** What the running plugins have to say on the start page to the person who opens it. */
public final class DayLines {

    private final Supplier<List<RunningPlugin>> plugins;
    private final PluginVoices voices;
    private final MountedScreens screens;
    private final Predicate<MountedScreen> mayOpen;
    private final Texts texts;

    DayLines(
            Supplier<List<RunningPlugin>> plugins,
            PluginVoices voices,
            MountedScreens screens,
            Predicate<MountedScreen> mayOpen,
            Texts texts) {
        this.plugins = plugins;
        this.voices = voices;
        this.screens = screens;
        this.mayOpen = mayOpen;
        this.texts = texts;
    }

    /** The lines, with those steps alone that this person may take. */
    public List<DayLine> now() {
        List<Asked> asked =
                plugins.get().stream()
                        .sorted(Comparator.comparing(plugin -> plugin.id().value()))
                        .map(plugin -> new Asked(plugin, voices.ask(plugin, () -> words(plugin))))
                        .toList();
        return asked.stream()
                .flatMap(one -> one.question().answer().orElseGet(() -> fault(one)).stream())
                .map(line -> new DayLine(line.sentence(), open(line.steps())))
                .toList();
    }

    private record Asked(RunningPlugin plugin, PluginVoices.Question<List<DayLine>> question) {}

    private List<DayLine.Step> open(List<DayLine.Step> steps) {
        return steps.stream()
                .filter(step -> screens.at(step.path()).filter(mayOpen).isPresent())
                .toList();
    }

    private static List<DayLine> words(RunningPlugin plugin) {
        List<DayLine> lines = new ArrayList<>();
        try {
            plugin.beans(StartOfDay.class).forEach(one -> lines.addAll(one.lines()));
        } catch (PermissionDeniedException notForThem) {
            // What it has said before they may know.
            return lines;
        }
        return lines;
    }

    /** A plugin at fault must not take the start page from everybody. */
    private List<DayLine> fault(Asked one) {
        return List.of(new DayLine(texts.get("start.fault", one.plugin().id().value()), List.of()));
    }
}
