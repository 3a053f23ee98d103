package studio.backline.ui.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailSettings;
import studio.backline.screens.Notice;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** Through whom letters leave and in whose name; tried out before it is kept. */
final class MailForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient PostRoom room;
    private final transient Runnable changed;
    private final RadioButtonGroup<String> transport = new RadioButtonGroup<>();
    private final ServerFields server;
    private final EmailField from = new EmailField();
    private final TextField fromName = new TextField();
    private final Checkbox reads = new Checkbox();
    private final ServerFields box;
    private final Div said = new Div();
    private final Button test;
    private final Button off;

    MailForm(HostTexts texts, PostRoom room, Runnable changed) {
        this.texts = texts;
        this.room = room;
        this.changed = changed;
        server =
                new ServerFields(
                        texts, "smtp", () -> room.setup().find().flatMap(MailSettings::server));
        box =
                new ServerFields(
                        texts, "imap", () -> room.setup().find().flatMap(MailSettings::bounces));
        addClassName("bl-form");
        setWidthFull();
        describe();
        test = new Button(texts.get("mail.test"), click -> tryOut());
        Button save = new Button(texts.get("mail.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        off = new Button(texts.get("mail.off"), click -> forget());
        off.addThemeVariants(ButtonVariant.TERTIARY);
        Div acts = new Div(save, test, off);
        acts.addClassName("bl-actions");
        said.addClassName("bl-form");
        said.setWidthFull();
        said.getElement().setAttribute("role", "status");
        add(transport, server, from, fromName, reads, box, said, acts);
        show(room.setup().find());
    }

    private void describe() {
        transport.setLabel(texts.get("mail.transport"));
        transport.setItemLabelGenerator(
                id ->
                        id.equals(MailSettings.SMTP)
                                ? texts.get("mail.transport.smtp")
                                : texts.get("mail.transport.plugin", id));
        transport.addValueChangeListener(
                change -> server.setVisible(MailSettings.SMTP.equals(change.getValue())));
        from.setLabel(texts.get("mail.from"));
        from.setHelperText(texts.get("mail.from.help"));
        from.setWidthFull();
        fromName.setLabel(texts.get("mail.from-name"));
        fromName.setWidthFull();
        reads.setLabel(texts.get("mail.imap"));
        reads.setHelperText(texts.get("mail.imap.help"));
        reads.addValueChangeListener(change -> box.setVisible(change.getValue()));
    }

    private void show(Optional<MailSettings> kept) {
        List<String> ids = new ArrayList<>(List.of(MailSettings.SMTP));
        room.transports().offered().stream().map(PluginId::value).forEach(ids::add);
        String chosen = kept.map(MailSettings::transport).orElse(MailSettings.SMTP);
        if (!ids.contains(chosen)) {
            ids.add(chosen);
        }
        transport.setItems(ids);
        transport.setValue(chosen);
        transport.setVisible(ids.size() > 1);
        server.show();
        box.show();
        reads.setValue(kept.flatMap(MailSettings::bounces).isPresent());
        box.setVisible(reads.getValue());
        from.setValue(kept.map(each -> each.from().value()).orElse(""));
        fromName.setValue(kept.map(MailSettings::fromName).orElse(""));
        off.setVisible(kept.isPresent());
    }

    private void save() {
        typed().ifPresent(
                        typed -> {
                            room.setup().change(room.operator(), typed);
                            told("mail.saved");
                        });
    }

    private void forget() {
        room.setup().forget(room.operator());
        told("mail.off.done");
    }

    private void told(String key) {
        said.removeAll();
        show(room.setup().find());
        Toasts.show(texts.get(key));
        changed.run();
    }

    private void tryOut() {
        typed().ifPresent(this::tryOut);
    }

    private void tryOut(MailSettings typed) {
        EmailAddress to = new EmailAddress(room.address());
        Locale language = HostTexts.readerLocale();
        AccountId operator = room.operator();
        test.setEnabled(false);
        say(new Notice(Tone.INFO, texts.get("mail.test.runs", to.value())));
        room.ask(
                UI.getCurrent(),
                () ->
                        new Tried(
                                room.check().tryOut(operator, typed, to, language),
                                room.check().tryBox(operator, typed)),
                tried -> {
                    test.setEnabled(true);
                    tried.ifPresentOrElse(each -> say(each, typed, to), () -> say(broken()));
                });
    }

    /** How a letter left, and how the box was found where one is named. */
    private record Tried(MailCheck.Finding letter, Optional<MailCheck.Finding> box) {}

    private void say(Tried tried, MailSettings typed, EmailAddress to) {
        say(notice(tried.letter(), typed, to));
        typed.bounces()
                .flatMap(box -> tried.box().map(new BoxWords(texts, box)::tried))
                .ifPresent(said::add);
    }

    private Notice broken() {
        return new Notice(Tone.BAD, texts.get("mail.test.failed"));
    }

    private Notice notice(MailCheck.Finding finding, MailSettings typed, EmailAddress to) {
        if (finding.fault().isEmpty()) {
            return new Notice(Tone.INFO, texts.get("mail.test.done", to.value()));
        }
        boolean smtp = typed.transport().equals(MailSettings.SMTP);
        String where =
                smtp ? typed.server().map(MailSettings.Server::host).orElse("") : typed.transport();
        String sentence =
                texts.get(
                        "mail.fault.of." + finding.fault().get(),
                        where,
                        typed.server().map(each -> String.valueOf(each.port())).orElse(""),
                        typed.from().value(),
                        to.value());
        // What has no blank is the name of an error, and nobody's words.
        boolean words = finding.reply().contains(" ");
        return new Notice(
                Tone.BAD,
                words ? sentence + " " + texts.get("mail.said", finding.reply()) : sentence);
    }

    private void say(Component notice) {
        said.removeAll();
        said.add(notice);
    }

    /** Empty where something is missing; the field says what. */
    private Optional<MailSettings> typed() {
        Optional<MailSettings.Server> smtp =
                transport.getValue().equals(MailSettings.SMTP)
                        ? server.typed()
                        : room.setup().find().flatMap(MailSettings::server);
        if (smtp.isEmpty() && transport.getValue().equals(MailSettings.SMTP)) {
            return Optional.empty();
        }
        Optional<MailSettings.Server> returns = reads.getValue() ? box.typed() : Optional.empty();
        if (returns.isEmpty() && reads.getValue()) {
            return Optional.empty();
        }
        from.setInvalid(false);
        try {
            return Optional.of(
                    new MailSettings(
                            transport.getValue(),
                            smtp,
                            new EmailAddress(from.getValue()),
                            fromName.getValue(),
                            returns));
        } catch (IdentityException e) {
            from.setErrorMessage(e.text(HostTexts.readerLocale()));
            from.setInvalid(true);
            from.focus();
            return Optional.empty();
        }
    }
}
