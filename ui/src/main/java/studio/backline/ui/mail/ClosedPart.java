package studio.backline.ui.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.EmailField;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.mail.MailDesk;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/**
 * Addresses to which nothing is sent any more, and the way back. An address is known by its mark
 * alone once its letter is gone, so that one is found by whoever knows and types it.
 */
final class ClosedPart extends Div {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 20;

    private final transient HostTexts texts;
    private final transient PostRoom room;
    private final EmailField address = new EmailField();
    private final Div found = new Div();
    private final RedrawnPart body = new RedrawnPart();
    private int shown = PAGE;

    ClosedPart(HostTexts texts, PostRoom room) {
        this.texts = texts;
        this.room = room;
        address.setLabel(texts.get("mail.closed.address"));
        address.setHelperText(texts.get("mail.closed.address.help"));
        address.setWidthFull();
        found.getElement().setAttribute("role", "status");
        Paragraph line = new Paragraph(texts.get("mail.closed.line"));
        line.addClassNames("bl-faint", "bl-small");
        Button find = new Button(texts.get("mail.closed.find"), click -> find());
        Div typing = new Div(address, new Div(find));
        typing.addClassName("bl-form");
        add(new H2(texts.get("mail.closed")), line, body, typing, found);
        look();
    }

    /** Shows what is closed now. */
    void look() {
        long all = room.desk().closedCount(room.operator());
        Div count =
                new Div(all == 0 ? texts.get("mail.closed.none") : texts.get("mail.closed.n", all));
        count.addClassNames("bl-faint", "bl-small");
        if (all == 0) {
            body.redraw(count);
            return;
        }
        List<MailDesk.Closed> latest = room.desk().closed(room.operator(), shown);
        Rows rows = rows();
        latest.forEach(each -> rows.addRow(who(each), why(each), again(each)));
        body.redraw(count, rows);
        if (latest.size() < all) {
            body.add(more());
        }
    }

    private Rows rows() {
        return new Rows(
                texts.get("mail.closed.who"),
                texts.get("mail.closed.why"),
                texts.get("mail.closed.acts"));
    }

    private Component more() {
        Button more =
                new Button(
                        texts.get("mail.closed.more"),
                        click -> {
                            shown += PAGE;
                            look();
                        });
        more.addThemeVariants(ButtonVariant.TERTIARY);
        return RedrawnPart.place("more", more);
    }

    private void find() {
        address.setInvalid(false);
        Optional<MailDesk.Closed> closed;
        try {
            closed = room.desk().closed(room.operator(), new EmailAddress(address.getValue()));
        } catch (IdentityException e) {
            address.setErrorMessage(e.text(HostTexts.readerLocale()));
            address.setInvalid(true);
            address.focus();
            return;
        }
        found.removeAll();
        String typed = address.getValue().strip();
        if (closed.isEmpty()) {
            found.add(new Notice(Tone.INFO, texts.get("mail.closed.not", typed)));
            return;
        }
        Rows rows = rows();
        MailDesk.Closed one = closed.get();
        rows.addRow(lines(typed, since(one)), why(one), open(one.key(), typed));
        found.add(rows);
    }

    private Component who(MailDesk.Closed closed) {
        return lines(closed.recipient().orElse(texts.get("mail.closed.gone")), since(closed));
    }

    private String since(MailDesk.Closed closed) {
        return texts.get("mail.closed.since", Moments.here(texts).of(closed.since()));
    }

    private Component why(MailDesk.Closed closed) {
        String why = texts.get("mail.closed.reason." + closed.reason());
        return lines(
                closed.status().map(code -> texts.get("mail.closed.code", why, code)).orElse(why),
                closed.reply()
                        .filter(said -> said.contains(" "))
                        .map(said -> texts.get("mail.said", said))
                        .orElse(""));
    }

    private static Component lines(String first, String second) {
        Span more = new Span(second);
        more.addClassNames("bl-faint", "bl-small");
        return new Div(new Div(first), new Div(more));
    }

    /** Nobody opens what cannot be told from others; it is found by typing it. */
    private Component again(MailDesk.Closed closed) {
        return closed.recipient()
                .<Component>map(shown -> RedrawnPart.place(closed.key(), open(closed.key(), shown)))
                .orElseGet(Span::new);
    }

    private Button open(String key, String words) {
        Button open =
                new Button(
                        texts.get("mail.closed.open"),
                        Icons.of("check"),
                        click -> {
                            boolean opened = room.desk().openAgain(room.operator(), key);
                            Toasts.show(
                                    texts.get(
                                            opened ? "mail.closed.opened" : "mail.closed.was-open",
                                            words));
                            found.removeAll();
                            look();
                        });
        open.setAriaLabel(texts.get("mail.closed.open.label", words));
        open.addThemeVariants(ButtonVariant.TERTIARY);
        return open;
    }
}
