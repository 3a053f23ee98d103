package studio.backline.ui.settings;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

/** Asks what another workspace is called, and says whose it will be. */
final class NewWorkspaceDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "480px";

    private final TextField name = new TextField();
    private final transient Refusals refusals;
    private final transient Consumer<String> maker;

    NewWorkspaceDialog(HostTexts texts, Refusals refusals, Consumer<String> maker) {
        this.refusals = refusals;
        this.maker = maker;
        setHeaderTitle(texts.get("workspace.new"));
        setWidth(WIDTH);
        name.setLabel(texts.get("first-run.plays.poster"));
        name.setHelperText(texts.get("first-run.plays.poster.help"));
        name.setAutofocus(true);
        name.setWidthFull();
        Button make = new Button(texts.get("workspace.new.act"), click -> make());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.addClickShortcut(Key.ENTER).listenOn(name).resetFocusOnActiveElement();
        Paragraph line = new Paragraph(texts.get("workspace.new.line"));
        line.addClassName("bl-line");
        Div form = new Div(line, name);
        form.addClassName("bl-form");
        add(form);
        getFooter().add(new Button(texts.get("plugins.not-now"), click -> close()), make);
    }

    private void make() {
        name.setInvalid(false);
        try {
            maker.accept(name.getValue());
            close();
        } catch (TenancyException e) {
            refuse(refusals.of(e));
        } catch (IdentityException e) {
            refuse(refusals.of(e));
        }
    }

    private void refuse(String why) {
        name.setErrorMessage(why);
        name.setInvalid(true);
        name.focus();
    }
}
