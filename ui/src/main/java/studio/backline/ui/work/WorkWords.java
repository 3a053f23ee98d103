package studio.backline.ui.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.events.EventBacklog;
import studio.backline.platform.events.FailedEvent;
import studio.backline.platform.jobs.JobBacklog;
import studio.backline.platform.jobs.JobSight;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.work.HeldThread;
import studio.backline.screens.job.JobLine;
import studio.backline.ui.screen.JobNames;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Work in words. */
final class WorkWords {

    private final HostTexts texts;
    private final JobNames names;
    private final Plugins plugins;

    WorkWords(HostTexts texts, JobNames names, Plugins plugins) {
        this.texts = texts;
        this.names = names;
        this.plugins = plugins;
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

    List<String> sentences(Standing standing) {
        JobBacklog jobs = standing.jobs();
        EventBacklog events = standing.events();
        List<String> sentences = new ArrayList<>();
        if (names.plugin(standing.plugin()).isEmpty()) {
            sentences.add(texts.get("work.house.off"));
        }
        sentences.add(texts.get("work.house.jobs", jobs.running(), jobs.waiting(), jobs.failed()));
        if (!jobs.longest().isZero()) {
            sentences.add(texts.get("work.house.first", at(Instant.now().minus(jobs.longest()))));
        }
        if (events.waiting() + events.failed() > 0) {
            sentences.add(texts.get("work.house.events", events.waiting(), events.failed()));
        }
        return sentences;
    }

    /** By its name while it is installed, by its id else. */
    String plugin(PluginId id) {
        return plugins.find(id)
                .map(each -> each.name().in(HostTexts.readerLocale()))
                .orElseGet(id::value);
    }
}
