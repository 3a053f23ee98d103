package studio.backline.ui.work;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.ArrayList;
import java.util.List;
import studio.backline.contract.jobs.JobState;
import studio.backline.platform.events.EventDesk;
import studio.backline.platform.events.FailedEvent;
import studio.backline.platform.jobs.JobDesk;
import studio.backline.platform.jobs.JobSight;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.work.HeldThread;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.JobNames;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.screen.ShowsWork;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;

/** What runs, waits and failed in the workspace, and what to do about it. */
final class WorkView extends Div implements HasDynamicTitle, ShowsWork {

    private static final long serialVersionUID = 1L;

    private static final int MOST = 50;
    private static final int LATELY = 20;

    private final transient HostTexts texts;
    private final transient JobDesk jobs;
    private final transient EventDesk events;
    private final transient HouseWork house;
    private final transient WorkWords words;
    private final RedrawnPart body = new RedrawnPart();

    WorkView(
            HostTexts texts,
            JobDesk jobs,
            EventDesk events,
            HouseWork house,
            JobNames names,
            Plugins plugins) {
        this.texts = texts;
        this.jobs = jobs;
        this.events = events;
        this.house = house;
        this.words = new WorkWords(texts, names, plugins);
        addClassName("bl-screen");
        add(new ToSettings(texts), new PageHeader(texts.get("work.title")), body);
        refreshWork();
    }

    @Override
    public void refreshWork() {
        List<JobSight> open = jobs.open(MOST);
        List<JobSight> failed = jobs.ended(List.of(JobState.FAILED), MOST);
        List<FailedEvent> unheard = events.failed(MOST);
        List<JobSight> ended = jobs.ended(List.of(JobState.DONE, JobState.CANCELLED), LATELY);
        List<Component> parts = new ArrayList<>();
        showHeld(parts);
        if (open.isEmpty()) {
            parts.add(new EmptyState(texts.get("work.nothing")));
        } else {
            Rows rows = rows(parts, "work.open");
            open.forEach(job -> rows.addRow(what(job), new Div(words.state(job)), stop(job)));
        }
        if (!failed.isEmpty() || !unheard.isEmpty()) {
            Rows rows = rows(parts, "work.failed");
            failed.forEach(job -> rows.addRow(what(job), failed(words.state(job)), again(job)));
            unheard.forEach(
                    event ->
                            rows.addRow(
                                    what(event),
                                    failed(texts.get("work.failed.at", words.at(event.at()))),
                                    again(event)));
        }
        if (!ended.isEmpty()) {
            Rows rows = rows(parts, "work.ended");
            ended.forEach(job -> rows.addRow(what(job), new Div(words.state(job)), new Span()));
        }
        showHouse(parts);
        body.redraw(parts.toArray(Component[]::new));
    }

    private Rows rows(List<Component> parts, String title) {
        Rows rows =
                new Rows(texts.get("work.what"), texts.get("work.state"), texts.get("work.acts"));
        // Their columns stand beneath each other.
        rows.addClassName("bl-alike");
        parts.add(new H2(texts.get(title)));
        parts.add(rows);
        return rows;
    }

    private void showHeld(List<Component> parts) {
        List<HeldThread> threads = house.held();
        if (threads.isEmpty()) {
            return;
        }
        Rows rows = rows(parts, "work.held");
        threads.forEach(
                each ->
                        rows.addRow(
                                lines(words.name(each), texts.get("work.held.reason")),
                                failed(texts.get("work.held.since", words.at(each.since()))),
                                new Span()));
    }

    private void showHouse(List<Component> parts) {
        List<Standing> standing = house.plugins();
        if (standing.isEmpty()) {
            return;
        }
        Rows rows = new Rows(texts.get("work.plugin"), texts.get("work.state"));
        for (Standing each : standing) {
            Div said = new Div();
            said.addClassName("bl-finding");
            words.sentences(each).forEach(sentence -> said.add(new Div(new Span(sentence))));
            rows.addRow(new Div(words.plugin(each.plugin())), said);
        }
        parts.add(new H2(texts.get("work.house")));
        parts.add(rows);
    }

    private Component what(JobSight job) {
        return lines(words.name(job), job.status().message().orElse(""));
    }

    private Component what(FailedEvent event) {
        return lines(words.name(event), texts.get("work.event.reason", event.id()));
    }

    private static Component lines(String name, String more) {
        Span line = new Span(more);
        line.addClassNames("bl-faint", "bl-small");
        return new Div(new Div(new Span(name)), new Div(line));
    }

    private static Component failed(String said) {
        Div state = new Div(Icons.of("warn"), new Span(said));
        state.addClassNames("bl-state", Tone.BAD.css());
        return state;
    }

    private Component stop(JobSight job) {
        return button(
                "work.stop",
                texts.get("work.stop.label", words.name(job)),
                job.status().id(),
                () -> {
                    boolean asked = jobs.cancel(job.plugin(), job.status().id());
                    Toasts.show(texts.get(asked ? "work.stopped" : "work.stop.refused"));
                });
    }

    private Component again(JobSight job) {
        return job.repeatable()
                ? button(
                        "work.again",
                        texts.get("work.again.label", words.name(job)),
                        job.status().id(),
                        () -> sayAgain(jobs.tryAgain(job.plugin(), job.status().id())))
                : new Span();
    }

    private Component again(FailedEvent event) {
        return button(
                "work.again",
                texts.get("work.again.label", words.name(event)),
                event.id(),
                () -> sayAgain(events.tryAgain(event.hearer(), event.id())));
    }

    private void sayAgain(boolean planned) {
        Toasts.show(texts.get(planned ? "work.again.done" : "work.again.refused"));
    }

    /** What work does comes at any moment, and a button outlives it. */
    private Component button(String key, String label, Object of, Runnable act) {
        return body.standing(
                key + " " + of,
                () -> {
                    Button button =
                            new Button(
                                    texts.get(key),
                                    click -> {
                                        act.run();
                                        refreshWork();
                                    });
                    button.setAriaLabel(label);
                    button.addThemeVariants(ButtonVariant.TERTIARY);
                    return button;
                });
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("work.title"));
    }
}
