package studio.backline.ui.screen;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.jobs.JobGlimpse;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.job.JobLine;
import studio.backline.screens.job.NamesJobs;

/** What runs now, as far as the person who looks may open the screens of it. */
public final class RunningJobs {

    private static final Logger log = LoggerFactory.getLogger(RunningJobs.class);

    private final Supplier<List<RunningPlugin>> plugins;
    private final Supplier<List<JobGlimpse>> running;
    private final MountedScreens screens;
    private final Predicate<MountedScreen> mayOpen;

    RunningJobs(
            Supplier<List<RunningPlugin>> plugins,
            Supplier<List<JobGlimpse>> running,
            MountedScreens screens,
            Predicate<MountedScreen> mayOpen) {
        this.plugins = plugins;
        this.running = running;
        this.screens = screens;
        this.mayOpen = mayOpen;
    }

    /** The oldest that runs, and how many others do. */
    public Optional<ShownJob> now() {
        List<ShownJob> shown = running.get().stream().flatMap(job -> shown(job).stream()).toList();
        return shown.stream()
                .findFirst()
                .map(
                        first ->
                                new ShownJob(
                                        first.name(),
                                        first.path(),
                                        first.done(),
                                        first.total(),
                                        shown.size() - 1));
    }

    private Optional<ShownJob> shown(JobGlimpse job) {
        return plugins.get().stream()
                .filter(plugin -> plugin.id().equals(job.plugin()))
                .findFirst()
                .flatMap(plugin -> name(plugin, job))
                .filter(line -> screens.at(line.path()).filter(mayOpen).isPresent())
                .map(line -> new ShownJob(line.name(), line.path(), job.done(), job.total(), 0));
    }

    // A plugin at fault must not take the frame from everybody.
    private static Optional<JobLine> name(RunningPlugin plugin, JobGlimpse job) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(plugin.classLoader());
            return plugin.beans(NamesJobs.class).stream()
                    .flatMap(names -> names.name(job.type(), job.parameters()).stream())
                    .findFirst();
        } catch (RuntimeException fault) {
            log.warn("Plugin {} has no name for its job {}.", plugin.id(), job.type(), fault);
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
