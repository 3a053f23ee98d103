package studio.backline.ui.health;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Severity;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** What the house finds when it looks at itself: what to mend first, with what to do. */
final class HealthView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient HealthDesk desk;
    private final Paragraph state = new Paragraph();
    private final Div found = new Div();
    private final Button again = new Button();

    HealthView(HostTexts texts, HealthDesk desk) {
        this.texts = texts;
        this.desk = desk;
        addClassName("bl-screen");
        again.setText(texts.get("health.again"));
        again.addClickListener(click -> look());
        PageHeader header = new PageHeader(texts.get("health.title"));
        header.addActions(again);
        state.getElement().setAttribute("role", "status");
        state.addClassNames("bl-faint", "bl-small");
        add(new ToSettings(texts), header, state, found);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (event.isInitialAttach()) {
            look();
        }
    }

    /** Where it is refused, what was found stays, and the button can be pressed again. */
    private void look() {
        desk.look(getUI().orElseThrow(), this::show);
        again.setEnabled(false);
        state.setText(texts.get("health.looking"));
    }

    private void show(List<Diagnosis> told) {
        long bad = told.stream().filter(it -> it.severity() == Severity.BAD).count();
        String at = Moments.here(texts).of(Instant.now());
        state.setText(texts.get("health.looked", bad, at));
        List<Component> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.BAD, Severity.HINT, Severity.GOOD)) {
            List<Diagnosis> these = told.stream().filter(it -> it.severity() == severity).toList();
            if (!these.isEmpty()) {
                parts.add(new H2(texts.get("health." + severity)));
                parts.add(rows(these));
            }
        }
        found.removeAll();
        found.add(parts);
        again.setEnabled(true);
    }

    private Rows rows(List<Diagnosis> these) {
        Rows rows = new Rows(texts.get("health.what"), texts.get("health.finding"));
        these.forEach(each -> rows.addRow(subject(each), sentences(each)));
        return rows;
    }

    private static Component subject(Diagnosis each) {
        Div subject = new Div(Icons.of(icon(each.severity())), new Span(each.subject()));
        subject.addClassNames("bl-state", tone(each.severity()).css());
        return subject;
    }

    private static Component sentences(Diagnosis each) {
        Div sentences = new Div(new Div(new Span(each.what())));
        sentences.addClassName("bl-finding");
        if (!each.remedy().isEmpty()) {
            Span remedy = new Span(each.remedy());
            remedy.addClassNames("bl-faint", "bl-small");
            sentences.add(new Div(remedy));
        }
        return sentences;
    }

    private static String icon(Severity severity) {
        return switch (severity) {
            case GOOD -> "check";
            case HINT -> "info";
            case BAD -> "warn";
        };
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case GOOD -> Tone.OK;
            case HINT -> Tone.INFO;
            case BAD -> Tone.BAD;
        };
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("health.title"));
    }
}
