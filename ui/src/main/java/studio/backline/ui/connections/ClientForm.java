package studio.backline.ui.connections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import studio.backline.platform.connections.ClientProof;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.ProviderClients;
import studio.backline.platform.connections.ProviderClients.Entry;
import studio.backline.platform.identity.IdentityException;
import studio.backline.screens.Asking;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Toasts;
import studio.backline.ui.text.HostTexts;

/** Client id and secret that a provider has given out for this house. */
final class ClientForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient ProviderDesk desk;
    private final transient Entry entry;
    private final transient Runnable done;
    private final String name;
    private final TextField id = new TextField();
    private final PasswordField secret = HouseWords.in(new PasswordField());

    ClientForm(HostTexts texts, ProviderDesk desk, Entry entry, String name, Runnable done) {
        this.texts = texts;
        this.desk = desk;
        this.entry = entry;
        this.name = name;
        this.done = done;
        addClassName("bl-form");
        setWidthFull();
        id.setLabel(texts.get("providers.id"));
        id.setValue(entry.clientId().orElse(""));
        id.getElement().setAttribute("autocomplete", "off");
        secret.setLabel(texts.get("providers.secret"));
        secret.setHelperText(
                texts.get(entry.secret() ? "providers.secret.kept" : "providers.secret.help"));
        secret.getElement().setAttribute("autocomplete", "new-password");
        secret.setVisible(hasSecret());
        Button save = new Button(texts.get("providers.save"), click -> save());
        save.setAriaLabel(texts.get("providers.save.label", name));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Div acts = new Div(save);
        acts.addClassName("bl-actions");
        if (entry.clientId().isPresent()) {
            acts.add(forget());
        }
        add(id, secret, acts);
    }

    private boolean hasSecret() {
        return entry.declared().provider().addresses().proof() != ClientProof.NONE;
    }

    private Button forget() {
        Button forget =
                new Button(
                        texts.get("providers.forget"),
                        click ->
                                Asking.before(
                                        texts.get("providers.forget.ask", name),
                                        texts.get("providers.forget.then", name),
                                        texts.get("connections.end.keep"),
                                        texts.get("providers.forget"),
                                        this::forgotten));
        forget.setAriaLabel(texts.get("providers.forget.label", name));
        forget.addThemeVariants(ButtonVariant.TERTIARY);
        return forget;
    }

    private void forgotten() {
        desk.forget(entry.declared());
        Toasts.show(texts.get("providers.forgotten", name));
        done.run();
    }

    private void save() {
        id.setInvalid(false);
        secret.setInvalid(false);
        if (!ProviderClients.isClientId(id.getValue().strip())) {
            id.setErrorMessage(texts.get("providers.id.wrong", name));
            id.setInvalid(true);
            id.focus();
            return;
        }
        String typed = secret.getValue().strip();
        boolean needed = hasSecret() && !entry.secret();
        if (typed.isEmpty() ? needed : !ProviderClients.isSecret(typed)) {
            secret.setErrorMessage(texts.get("providers.secret.wrong", name));
            secret.setInvalid(true);
            secret.focus();
            return;
        }
        enter(typed);
    }

    private void enter(String typed) {
        try {
            desk.enter(entry.declared(), id.getValue(), typed);
            Toasts.show(texts.get("providers.saved", name));
            done.run();
        } catch (ConnectionException e) {
            Toasts.show(e.text(HostTexts.readerLocale()));
        } catch (IdentityException e) {
            Toasts.show(e.text(HostTexts.readerLocale()));
        }
    }
}
