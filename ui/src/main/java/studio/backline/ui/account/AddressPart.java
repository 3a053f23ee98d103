package studio.backline.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.mailed.AddressClaimRows.Claim;
import studio.backline.screens.Toasts;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;
import studio.backline.ui.text.Refusals;

/** With which address one signs in, whether it is known to be one's own, and another one. */
final class AddressPart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient AddressDesk desk;
    private final transient Supplier<String> present;
    private final transient Refusals refusals;

    AddressPart(HostTexts texts, AddressDesk desk, Supplier<String> present, Refusals refusals) {
        this.texts = texts;
        this.desk = desk;
        this.present = present;
        this.refusals = refusals;
        addClassName("bl-group");
        refresh();
    }

    private void refresh() {
        removeAll();
        add(new H2(texts.get("account.address")));
        add(new Paragraph(texts.get("account.mail", present.get())));
        state();
        Optional<Claim> change = desk.change();
        if (change.isPresent()) {
            underWay(change.get());
        } else {
            ask();
        }
    }

    private void state() {
        Optional<Instant> since = desk.verifiedAt();
        if (since.isPresent()) {
            add(line(texts.get("account.address.verified", Moments.here(texts).day(since.get()))));
        } else if (desk.asks()) {
            add(line(texts.get("account.address.unverified")));
            if (desk.change().isEmpty()) {
                add(
                        new Button(
                                texts.get("account.address.verify"),
                                click -> act(desk::verify, "account.address.verify.sent")));
            }
        } else {
            add(line(texts.get("account.address.no-mail")));
        }
    }

    private void underWay(Claim change) {
        boolean over = !Instant.now().isBefore(change.openFrom());
        String state =
                !change.newConfirmed() ? "new" : change.oldConfirmed() || over ? "ready" : "old";
        add(
                line(
                        texts.get(
                                "account.address.waits." + state,
                                change.next().value(),
                                Moments.here(texts).until(change.openFrom()))));
        if (state.equals("ready")) {
            if (desk.isProven()) {
                add(
                        new Button(
                                texts.get("account.address.finish"),
                                click -> act(desk::finish, "account.address.done")));
            } else {
                add(prove());
            }
        }
        add(
                new Button(
                        texts.get("account.address.withdraw"),
                        click -> act(desk::withdraw, "account.address.withdrawn")));
    }

    private void ask() {
        if (!desk.isProven()) {
            add(prove());
            return;
        }
        EmailField next = new EmailField(texts.get("account.address.next"));
        next.setWidthFull();
        next.setHelperText(
                texts.get(desk.asks() ? "account.address.how" : "account.address.how.no-mail"));
        Button change =
                new Button(
                        texts.get("account.address.act"),
                        click -> {
                            try {
                                desk.change(next.getValue());
                            } catch (IdentityException e) {
                                next.setErrorMessage(refusals.of(e));
                                next.setInvalid(true);
                                next.focus();
                                return;
                            }
                            Toasts.show(
                                    texts.get(
                                            desk.asks()
                                                    ? "account.address.asked"
                                                    : "account.address.done"));
                            refresh();
                        });
        add(next, change);
    }

    private Anchor prove() {
        Anchor prove = new Anchor("confirm?to=/account", texts.get("account.address.prove"));
        // A page of the server: the router knows nothing of it.
        prove.setRouterIgnore(true);
        prove.addClassName("bl-button");
        return prove;
    }

    private void act(Runnable act, String said) {
        try {
            act.run();
            Toasts.show(texts.get(said));
        } catch (IdentityException e) {
            Toasts.show(refusals.of(e));
        }
        refresh();
    }

    private static Paragraph line(String text) {
        Paragraph line = new Paragraph(text);
        line.addClassNames("bl-faint", "bl-small");
        return line;
    }
}
