package studio.backline.ui.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailSettings;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;

/** What the sender's domain publishes, so that letters do not end up among unwanted mail. */
final class RecordsPart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient PostRoom room;
    private final TextField selector = new TextField();
    private final Button look;
    private final Div found = new Div();

    RecordsPart(HostTexts texts, PostRoom room) {
        this.texts = texts;
        this.room = room;
        addClassName("bl-form");
        setWidthFull();
        selector.setLabel(texts.get("mail.selector"));
        selector.setHelperText(texts.get("mail.selector.help"));
        look = new Button(texts.get("mail.records.look"), click -> look());
        found.setWidthFull();
        found.getElement().setAttribute("role", "status");
        add(selector, new Div(look), found);
    }

    private void look() {
        Optional<MailSettings> kept = room.setup().find();
        if (kept.isEmpty()) {
            show(new Notice(Tone.INFO, texts.get("mail.records.first")));
            return;
        }
        var operator = room.operator();
        String chosen = selector.getValue().strip();
        look.setEnabled(false);
        room.ask(
                UI.getCurrent(),
                () -> room.check().published(operator, kept.get().from(), chosen),
                answer -> {
                    look.setEnabled(true);
                    answer.flatMap(each -> each)
                            .ifPresentOrElse(
                                    records -> show(records, chosen),
                                    () ->
                                            show(
                                                    new Notice(
                                                            Tone.BAD,
                                                            texts.get("mail.records.silent"))));
                });
    }

    private void show(MailCheck.Published records, String chosen) {
        Rows rows =
                new Rows(
                        texts.get("mail.records.what"),
                        texts.get("mail.records.state"),
                        texts.get("mail.records.text"));
        row(rows, "spf", records.spf());
        if (chosen.isEmpty()) {
            rows.addRow(
                    new Div(texts.get("mail.records.dkim")),
                    state(Tone.INFO, "info", texts.get("mail.records.dkim.which")),
                    new Div());
        } else {
            row(rows, "dkim", records.dkim());
        }
        row(rows, "dmarc", records.dmarc());
        Div title = new Div(texts.get("mail.records.of", records.domain()));
        title.addClassNames("bl-faint", "bl-small");
        show(title, rows);
    }

    private void row(Rows rows, String kind, List<String> records) {
        Div shown = new Div();
        records.forEach(
                each -> {
                    Div line = new Div(each);
                    line.addClassName("bl-link-box");
                    shown.add(line);
                });
        rows.addRow(new Div(texts.get("mail.records." + kind)), state(kind, records), shown);
    }

    private Component state(String kind, List<String> records) {
        if (records.isEmpty()) {
            return state(Tone.WARN, "warn", texts.get("mail.records." + kind + ".none"));
        }
        return records.size() > 1 && !kind.equals("dkim")
                ? state(Tone.BAD, "warn", texts.get("mail.records.several"))
                : state(Tone.OK, "check", texts.get("mail.records.there"));
    }

    private static Component state(Tone tone, String icon, String words) {
        Div state = new Div(Icons.of(icon), new Span(words));
        state.addClassNames("bl-state", tone.css());
        return state;
    }

    private void show(Component... parts) {
        found.removeAll();
        found.add(parts);
    }
}
