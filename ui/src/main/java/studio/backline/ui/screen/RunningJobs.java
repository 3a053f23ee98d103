package studio.backline.ui.screen;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import studio.backline.platform.jobs.JobGlimpse;

/** What runs now, as far as the person who looks may open the screens of it. */
public final class RunningJobs {

    private final JobNames names;
    private final Supplier<List<JobGlimpse>> running;
    private final MountedScreens screens;
    private final Predicate<MountedScreen> mayOpen;

    RunningJobs(
            JobNames names,
            Supplier<List<JobGlimpse>> running,
            MountedScreens screens,
            Predicate<MountedScreen> mayOpen) {
        this.names = names;
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
        return names.of(job.plugin(), job.type(), job.parameters())
                .filter(line -> screens.at(line.path()).filter(mayOpen).isPresent())
                .map(line -> new ShownJob(line.name(), line.path(), job.done(), job.total(), 0));
    }
}
