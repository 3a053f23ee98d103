package studio.backline.ui.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.mail.MailSettings;
import studio.backline.screens.Notice;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;

/** Mail of the house: how it leaves, whether it may, and what did not arrive. */
final class MailView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient PostRoom room;
    private final RedrawnPart standing = new RedrawnPart();
    private final LettersPart letters;
    private final ClosedPart closed;

    MailView(HostTexts texts, PostRoom room) {
        this.texts = texts;
        this.room = room;
        this.letters = new LettersPart(texts, room, this::stand);
        this.closed = new ClosedPart(texts, room);
        addClassName("bl-screen");
        add(new ToSettings(texts), new PageHeader(texts.get("mail.title")), standing);
        add(
                group(
                        texts.get("mail.how"),
                        texts.get("mail.how.line"),
                        new MailForm(texts, room, this::changed)),
                group(
                        texts.get("mail.records"),
                        texts.get("mail.records.line"),
                        new RecordsPart(texts, room)),
                letters,
                closed);
        stand();
    }

    private void changed() {
        stand();
        letters.look();
    }

    /** What somebody has to know before anything else. */
    private void stand() {
        closed.look();
        Optional<MailSettings> kept = room.setup().find();
        if (kept.isEmpty()) {
            standing.redraw(new Notice(Tone.INFO, texts.get("mail.none")));
            return;
        }
        if (room.sending().isPaused()) {
            standing.redraw(new Notice(Tone.WARN, texts.get("mail.paused")));
            return;
        }
        List<Component> told = new ArrayList<>();
        room.desk()
                .fault()
                .map(fault -> "mail.fault." + fault)
                .ifPresent(key -> told.add(held(key)));
        kept.get()
                .bounces()
                .map(box -> new BoxWords(texts, box))
                .flatMap(words -> room.check().unreadBox().map(words::unread))
                .ifPresent(told::add);
        standing.redraw(told.toArray(Component[]::new));
    }

    private Notice held(String why) {
        return new Notice(Tone.WARN, texts.get("mail.held", texts.get(why)));
    }

    private static Component group(String title, String explained, Component part) {
        Paragraph line = new Paragraph(explained);
        line.addClassNames("bl-faint", "bl-small");
        Section group = new Section(new H2(title), line, part);
        group.addClassName("bl-group");
        return group;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("mail.title"));
    }
}
