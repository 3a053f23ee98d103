package studio.backline.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.Optional;
import studio.backline.ui.screen.RunningJobs;
import studio.backline.ui.screen.ShownJob;
import studio.backline.ui.text.HostTexts;

/** The foot of the drawer: what runs now and how far it is, and the way to it. */
final class JobFoot extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient RunningJobs jobs;
    private final Anchor link = new Anchor();
    private final Span name = new Span();
    private final Span others = new Span();
    private final ProgressBar bar = new ProgressBar();

    JobFoot(HostTexts texts, RunningJobs jobs) {
        this.texts = texts;
        this.jobs = jobs;
        addClassName("bl-job");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", texts.get("shell.job"));
        link.add(new SvgIcon("icons.svg", "metronome"), name);
        add(link, bar, others);
        refresh();
    }

    void refresh() {
        Optional<ShownJob> now = jobs.now();
        setVisible(now.isPresent());
        now.ifPresent(this::show);
    }

    private void show(ShownJob job) {
        link.setHref(job.path());
        name.setText(job.name());
        bar.getElement().setAttribute("aria-label", job.name());
        bar.setIndeterminate(job.total() == 0);
        if (job.total() > 0) {
            bar.setValue(Math.min(1, (double) job.done() / job.total()));
        }
        others.setVisible(job.others() > 0);
        others.setText(texts.get("shell.job.others", job.others()));
    }
}
