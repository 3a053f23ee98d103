package studio.backline.screens;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import java.text.NumberFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;

/**
 * How far a job is: its name in words, a bar, numbers. Looks once a second while it is on the
 * screen; the job itself does not mind whether anybody looks.
 */
public final class JobProgress extends Div {

    private static final int MILLISECONDS = 1_000;

    private final Supplier<Optional<JobStatus>> source;
    private final Consumer<JobStatus> ended;
    private final ProgressBar bar = new ProgressBar();
    private final Span numbers = new Span();
    private @Nullable Registration polling;

    /**
     * Shows a job.
     *
     * @param name what the job does: 'Importing your list'
     * @param source asked how it stands, on the thread of a request
     * @param ended told once, when nothing more will happen: by a look, never while this is put on
     *     the screen, so that who is told may put another one there
     */
    public JobProgress(
            String name, Supplier<Optional<JobStatus>> source, Consumer<JobStatus> ended) {
        this.source = source;
        this.ended = ended;
        addClassName("bl-job-run");
        Span words = new Span(Icons.of("metronome"), new Span(name));
        words.addClassName("bl-job-name");
        bar.getElement().setAttribute("aria-label", name);
        numbers.addClassNames("bl-figures", "bl-faint");
        numbers.getElement().setAttribute("role", "status");
        add(words, numbers, bar);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        UI ui = attach.getUI();
        ui.setPollInterval(MILLISECONDS);
        polling = ui.addPollListener(poll -> look(ui));
        source.get().ifPresent(this::show);
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        stop(detach.getUI());
    }

    private void look(UI ui) {
        Optional<JobStatus> found = source.get();
        if (polling == null || found.isEmpty()) {
            return;
        }
        JobStatus job = found.get();
        show(job);
        if (job.state().isFinal()) {
            stop(ui);
            ended.accept(job);
        }
    }

    private void show(JobStatus job) {
        if (job.state() == JobState.PLANNED) {
            bar.setIndeterminate(true);
            numbers.setText(ScreenTexts.get("screens.job.waits"));
            return;
        }
        boolean known = job.total() > 0;
        bar.setIndeterminate(!known);
        NumberFormat format = NumberFormat.getIntegerInstance(ScreenTexts.locale());
        if (!known) {
            numbers.setText(
                    job.done() == 0
                            ? ""
                            : ScreenTexts.get("screens.job.so-far", format.format(job.done())));
            return;
        }
        long done = Math.min(job.done(), job.total());
        bar.setValue((double) done / job.total());
        numbers.setText(
                ScreenTexts.get(
                        "screens.job.progress", format.format(done), format.format(job.total())));
    }

    private void stop(UI ui) {
        if (polling != null) {
            polling.remove();
            polling = null;
            ui.setPollInterval(-1);
        }
    }
}
