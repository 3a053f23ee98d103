package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Predicate;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Toasts;

/** Asks why an address works again, or why one person is written to where another refused. */
final class OpenAddressDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "480px";

    private final transient CrmWords words;
    private final String key;
    private final TextField reason = new TextField();
    private final Button open;

    OpenAddressDialog(CrmWords words, String key, ContactPoint mail) {
        this.words = words;
        this.key = key;
        this.open = new Button(words.get("crm.address.act", mail.value()));
        setHeaderTitle(words.get(key + "title"));
        setWidth(WIDTH);
        Paragraph line = new Paragraph(words.get(key + "line", mail.value()));
        reason.setLabel(words.get("crm.field.reason"));
        reason.setHelperText(words.get(key + "hint"));
        reason.setWidthFull();
        Div form = new Div(line, reason);
        form.addClassName("bl-form");
        add(form);
        open.addThemeVariants(ButtonVariant.PRIMARY);
        open.addClassName("bl-long");
        getFooter().add(new Button(words.get("crm.address.keep"), click -> close()), open);
    }

    /** What is said of an address that is closed so. */
    static String key(Standing standing) {
        return standing.state() == State.BOUNCED ? "crm.bounce." : "crm.refused.";
    }

    /**
     * Opens.
     *
     * @param act opens the address for the reason; whether it was still closed
     * @param done what comes after it
     */
    void ask(Predicate<String> act, Runnable done) {
        open.addClickListener(click -> open(act, done));
        open();
    }

    private void open(Predicate<String> act, Runnable done) {
        reason.setInvalid(false);
        if (reason.getValue().isBlank()) {
            refuse(words.get("crm.address.reason.missing"));
            return;
        }
        try {
            boolean opened = act.test(reason.getValue());
            close();
            Toasts.show(words.get(opened ? key + "opened" : "crm.address.nothing"));
            done.run();
        } catch (RefusedInputException refusal) {
            refuse(words.refused(refusal));
        }
    }

    private void refuse(String why) {
        reason.setErrorMessage(why);
        reason.setInvalid(true);
        reason.focus();
    }
}
