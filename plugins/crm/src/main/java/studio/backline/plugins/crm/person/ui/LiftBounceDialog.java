package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Toasts;

/** Asks why an address that bounced works again, and opens it. */
final class LiftBounceDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "480px";

    private final transient CrmWords words;
    private final transient ConsentService consents;
    private final TextField reason = new TextField();

    LiftBounceDialog(
            CrmWords words,
            ConsentService consents,
            SubjectId person,
            ContactPoint mail,
            Runnable done) {
        this.words = words;
        this.consents = consents;
        setHeaderTitle(words.get("crm.bounce.title"));
        setWidth(WIDTH);
        Paragraph line = new Paragraph(words.get("crm.bounce.line", mail.value()));
        reason.setLabel(words.get("crm.field.reason"));
        reason.setHelperText(words.get("crm.bounce.reason.hint"));
        reason.setMaxLength(ConsentService.MAX_REASON);
        reason.setWidthFull();
        Div form = new Div(line, reason);
        form.addClassName("bl-form");
        add(form);
        Button lift = new Button(words.get("crm.bounce.act"), click -> lift(person, mail, done));
        lift.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.get("crm.bounce.keep"), click -> close()), lift);
    }

    private void lift(SubjectId person, ContactPoint mail, Runnable done) {
        reason.setInvalid(false);
        try {
            boolean lifted = consents.liftBounce(person, mail, reason.getValue());
            close();
            Toasts.show(words.get(lifted ? "crm.bounce.lifted" : "crm.bounce.nothing"));
            done.run();
        } catch (RefusedInputException refusal) {
            reason.setErrorMessage(words.refused(refusal));
            reason.setInvalid(true);
            reason.focus();
        }
    }
}
