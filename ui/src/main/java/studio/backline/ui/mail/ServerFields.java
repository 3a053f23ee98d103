package studio.backline.ui.mail;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.encryption.Secret;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.screens.HouseWords;
import studio.backline.ui.text.HostTexts;

/** Where a server is and how it is signed in to: of letters that leave, or that come back. */
final class ServerFields extends Div {

    private static final long serialVersionUID = 1L;
    private static final int LAST_PORT = 65_535;
    private static final String DIGITS = "[0-9]{1,5}";

    private final transient HostTexts texts;
    private final transient Supplier<Optional<MailSettings.Server>> kept;
    private final String kind;
    private final TextField host = new TextField();
    private final TextField port = new TextField();
    private final RadioButtonGroup<TlsMode> tls = new RadioButtonGroup<>();
    private final TextField user = new TextField();
    private final PasswordField password;

    /**
     * @param kind ends the keys of its texts: {@code smtp} or {@code imap}
     * @param kept what is kept, asked at each save
     */
    ServerFields(HostTexts texts, String kind, Supplier<Optional<MailSettings.Server>> kept) {
        this.texts = texts;
        this.kind = kind;
        this.kept = kept;
        this.password = HouseWords.in(new PasswordField(texts.get("mail.password")));
        addClassName("bl-form");
        setWidthFull();
        host.setLabel(texts.get("mail.server.host." + kind));
        host.setHelperText(texts.get("mail.server.help." + kind));
        host.setWidthFull();
        port.setLabel(texts.get("mail.port"));
        port.setAllowedCharPattern("[0-9]");
        tls.setLabel(texts.get("mail.tls"));
        tls.setItems(TlsMode.values());
        tls.setItemLabelGenerator(mode -> texts.get("mail.tls." + mode));
        tls.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        port.setValue(usualPort(change.getValue()));
                    }
                });
        user.setLabel(texts.get("mail.user"));
        user.setWidthFull();
        user.setAutocomplete(Autocomplete.OFF);
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "new-password");
        add(host, tls, port, user, password);
        show();
    }

    /** Shows what is kept. */
    void show() {
        Optional<MailSettings.Server> server = kept.get();
        host.setValue(server.map(MailSettings.Server::host).orElse(""));
        tls.setValue(server.map(MailSettings.Server::tls).orElse(TlsMode.IMPLICIT));
        port.setValue(
                server.map(each -> String.valueOf(each.port()))
                        .orElseGet(() -> usualPort(TlsMode.IMPLICIT)));
        user.setValue(server.map(MailSettings.Server::user).orElse(""));
        password.clear();
        boolean keeps = server.filter(each -> !each.password().isNone()).isPresent();
        password.setHelperText(texts.get(keeps ? "mail.password.kept" : "mail.password.none"));
        host.setInvalid(false);
        port.setInvalid(false);
    }

    private String usualPort(@Nullable TlsMode mode) {
        return mode == null ? "" : texts.get("mail.server.port." + kind + "." + mode);
    }

    /** What is typed; empty where something is wrong, and the field says what. */
    Optional<MailSettings.Server> typed() {
        host.setInvalid(false);
        port.setInvalid(false);
        int number = port.getValue().matches(DIGITS) ? Integer.parseInt(port.getValue()) : 0;
        String name = host.getValue().strip();
        if (number < 1 || number > LAST_PORT) {
            return wrong(port, "mail.port.wrong");
        }
        if (!new ServerName(name, number).isValid()) {
            return wrong(host, "mail.host.wrong");
        }
        return Optional.of(
                new MailSettings.Server(
                        name, number, tls.getValue(), user.getValue().strip(), secret(name)));
    }

    private Optional<MailSettings.Server> wrong(TextField field, String key) {
        field.setErrorMessage(texts.get(key));
        field.setInvalid(true);
        field.focus();
        return Optional.empty();
    }

    /** What is kept goes to the server that it was kept for, and to no other. */
    private Secret secret(String name) {
        if (!password.isEmpty()) {
            return Secret.of(password.getValue());
        }
        return kept.get()
                .filter(each -> each.host().equals(name))
                .filter(each -> each.user().equals(user.getValue().strip()))
                .map(MailSettings.Server::password)
                .orElse(Secret.none());
    }
}
