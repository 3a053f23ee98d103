package studio.backline.ui.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import studio.backline.platform.mail.LetterState;
import studio.backline.platform.mail.ShownLetter;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Letters that have not arrived, and what to do about them. */
final class LettersPart extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    private final transient HostTexts texts;
    private final transient PostRoom room;
    private final transient Runnable changed;
    private final RedrawnPart body = new RedrawnPart();

    LettersPart(HostTexts texts, PostRoom room, Runnable changed) {
        this.texts = texts;
        this.room = room;
        this.changed = changed;
        Button look =
                new Button(
                        texts.get("mail.letters.look"),
                        Icons.of("swap"),
                        click -> {
                            look();
                            changed.run();
                        });
        look.addThemeVariants(ButtonVariant.TERTIARY);
        add(new H2(texts.get("mail.letters")), body, look);
        look();
    }

    void look() {
        Map<LetterState, Long> counts = room.desk().counts();
        List<ShownLetter> open = room.desk().open(MOST);
        Paragraph line =
                new Paragraph(
                        texts.get(
                                "mail.letters.counts",
                                counts.getOrDefault(LetterState.DONE, 0L),
                                counts.getOrDefault(LetterState.PLANNED, 0L)
                                        + counts.getOrDefault(LetterState.IN_FLIGHT, 0L),
                                counts.getOrDefault(LetterState.UNKNOWN, 0L),
                                counts.getOrDefault(LetterState.REFUSED, 0L)));
        line.addClassName("bl-faint");
        if (open.isEmpty()) {
            body.redraw(line);
            return;
        }
        Rows rows =
                new Rows(
                        texts.get("mail.letters.what"),
                        texts.get("mail.letters.state"),
                        texts.get("mail.letters.acts"));
        open.forEach(letter -> rows.addRow(what(letter), state(letter), again(letter)));
        body.redraw(line, rows);
    }

    private Component what(ShownLetter letter) {
        Span more = new Span(letter.recipient() + " · " + Moments.here(texts).of(letter.since()));
        more.addClassNames("bl-faint", "bl-small");
        String key = "mail.kind." + letter.kind();
        return new Div(new Div(texts.has(key) ? texts.get(key) : letter.kind()), new Div(more));
    }

    private Component state(ShownLetter letter) {
        Div state =
                new Div(
                        Icons.of(tone(letter) == Tone.INFO ? "clock" : "warn"),
                        new Span(texts.get("mail.state." + letter.state())));
        state.addClassNames("bl-state", tone(letter).css());
        Div more = new Div();
        more.addClassNames("bl-faint", "bl-small");
        letter.reason().ifPresent(reason -> more.add(new Div(why(reason))));
        letter.reply()
                .filter(reply -> reply.contains(" "))
                .ifPresent(reply -> more.add(new Div(texts.get("mail.said", reply))));
        return new Div(state, more);
    }

    private String why(String reason) {
        String house = "mail.reason." + reason;
        return texts.get(texts.has(house) ? house : "mail.fault." + reason);
    }

    private static Tone tone(ShownLetter letter) {
        return switch (letter.state()) {
            case PLANNED, IN_FLIGHT, DONE -> Tone.INFO;
            case UNKNOWN -> Tone.WARN;
            case REFUSED -> Tone.BAD;
        };
    }

    private Component again(ShownLetter letter) {
        if (!letter.repeatable()) {
            return new Span();
        }
        Button again =
                new Button(
                        texts.get("mail.again"),
                        click -> {
                            boolean planned = room.desk().sendAgain(room.operator(), letter.id());
                            Toasts.show(
                                    texts.get(planned ? "mail.again.done" : "mail.again.refused"));
                            look();
                            changed.run();
                        });
        again.setAriaLabel(texts.get("mail.again.label", letter.recipient()));
        again.addThemeVariants(ButtonVariant.TERTIARY);
        return RedrawnPart.place(letter.id().toString(), again);
    }
}
