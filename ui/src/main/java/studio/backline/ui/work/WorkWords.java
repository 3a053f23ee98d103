package studio.backline.ui.work;

import java.time.Instant;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.events.FailedEvent;
import studio.backline.platform.jobs.JobSight;
import studio.backline.platform.work.HeldThread;
import studio.backline.screens.job.JobLine;
import studio.backline.ui.screen.JobNames;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Work in words. */
final class WorkWords {

    private final HostTexts texts;
    private final JobNames names;

    WorkWords(HostTexts texts, JobNames names) {
        this.texts = texts;
        this.names = names;
    }

    String name(JobSight job) {
        return names.of(job.plugin(), job.status().type(), job.parameters())
                .map(JobLine::name)
                .orElseGet(() -> texts.get("work.unnamed", plugin(job.plugin())));
    }

    String name(FailedEvent event) {
        return texts.get("work.event", plugin(event.hearer()), plugin(event.teller()));
    }

    String name(HeldThread held) {
        return texts.get("work.held.what", plugin(held.plugin()));
    }

    String state(JobSight job) {
        JobStatus status = job.status();
        return switch (status.state()) {
            case RUNNING ->
                    job.crashes() > 0 ? texts.get("work.runs.fallen", runs(status)) : runs(status);
            case PLANNED -> waits(job);
            case DONE -> texts.get("work.done", ended(job));
            case CANCELLED -> texts.get("work.cancelled", ended(job));
            case FAILED -> texts.get("work.failed.at", ended(job));
        };
    }

    String at(Instant instant) {
        return Moments.here(texts).of(instant);
    }

    private String due(JobSight job) {
        return Moments.here(texts).until(job.dueAt());
    }

    private String ended(JobSight job) {
        return at(job.endedAt().orElse(job.status().createdAt()));
    }

    private String runs(JobStatus status) {
        if (status.total() > 0) {
            return texts.get("work.runs.of", status.done(), status.total());
        }
        return status.done() > 0
                ? texts.get("work.runs.done", status.done())
                : texts.get("work.runs");
    }

    private String waits(JobSight job) {
        if (names.plugin(job.plugin()).isEmpty()) {
            return texts.get("work.waits.plugin", plugin(job.plugin()));
        }
        if (job.crashes() > 0) {
            return texts.get("work.waits.fallen");
        }
        return job.tries() > 0
                ? texts.get("work.waits.again", job.tries(), due(job))
                : texts.get("work.waits");
    }

    /** By its name while it runs, by its id else. */
    private String plugin(PluginId id) {
        return names.plugin(id)
                .map(each -> each.manifest().name().in(HostTexts.readerLocale()))
                .orElseGet(id::value);
    }
}
