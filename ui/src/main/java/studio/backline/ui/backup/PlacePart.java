package studio.backline.ui.backup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.PlaceChoice;
import studio.backline.platform.backup.PlaceChoice.Kind;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** Where archives go; looked into before it is kept. */
final class PlacePart extends Div {

    private static final long serialVersionUID = 1L;
    private static final String USUAL_REGION = "us-east-1";

    private final transient HostTexts texts;
    private final transient BackupRoom room;
    private final transient Runnable changed;
    private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>();
    private final TextField address = new TextField();
    private final TextField user = new TextField();
    private final TextField detail = new TextField();
    private final PasswordField secret = HouseWords.in(new PasswordField());
    private final TextArea key = new TextArea();
    private final Div said = new Div();
    private final Button save;

    PlacePart(HostTexts texts, BackupRoom room, Runnable changed) {
        this.texts = texts;
        this.room = room;
        this.changed = changed;
        addClassName("bl-form");
        setWidthFull();
        kind.setLabel(texts.get("backup.place"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> texts.get("backup.place." + one));
        kind.addValueChangeListener(change -> name(change.getValue()));
        for (TextField field : new TextField[] {address, user, detail}) {
            field.setWidthFull();
        }
        secret.setWidthFull();
        secret.getElement().setAttribute("autocomplete", "new-password");
        key.setLabel(texts.get("backup.key"));
        key.setHelperText(texts.get("backup.key.help"));
        key.setWidthFull();
        said.setWidthFull();
        said.getElement().setAttribute("role", "status");
        save = new Button(texts.get("backup.place.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Div acts = new Div(save);
        acts.addClassName("bl-actions");
        add(kind, address, user, detail, secret, key, said, acts);
        show(kept());
    }

    /** One that cannot be read any more is chosen anew. */
    private Optional<PlaceChoice> kept() {
        try {
            return room.desk().place();
        } catch (BackupRefusedException e) {
            say(new Notice(Tone.BAD, e.what()));
            return Optional.empty();
        }
    }

    private void show(Optional<PlaceChoice> kept) {
        kind.setValue(kept.map(PlaceChoice::kind).orElse(Kind.FOLDER));
        address.setValue(kept.map(PlaceChoice::address).orElse(""));
        user.setValue(kept.map(PlaceChoice::user).orElse(""));
        detail.setValue(kept.map(PlaceChoice::detail).orElse(""));
        secret.clear();
        key.clear();
    }

    /** Names the fields for a kind, and hides what it has none of. */
    private void name(Kind chosen) {
        address.setLabel(texts.get("backup.address." + chosen));
        address.setHelperText(texts.get("backup.address.help." + chosen));
        user.setVisible(chosen == Kind.S3);
        user.setLabel(texts.get("backup.user"));
        detail.setVisible(chosen != Kind.FOLDER);
        secret.setVisible(chosen != Kind.FOLDER);
        key.setVisible(chosen == Kind.SFTP);
        if (chosen == Kind.FOLDER) {
            return;
        }
        detail.setLabel(texts.get("backup.detail." + chosen));
        detail.setHelperText(texts.get("backup.detail.help." + chosen));
        secret.setLabel(texts.get("backup.secret." + chosen));
        secret.setHelperText(texts.get("backup.secret.help"));
        if (chosen == Kind.S3 && detail.getValue().isBlank()) {
            detail.setValue(USUAL_REGION);
        } else if (chosen == Kind.SFTP && detail.getValue().equals(USUAL_REGION)) {
            detail.clear();
        }
    }

    private void save() {
        AccountId operator = room.operator();
        Kind chosen = kind.getValue();
        PlaceChoice typed =
                new PlaceChoice(
                        chosen,
                        address.getValue().strip(),
                        chosen == Kind.S3 ? user.getValue().strip() : "",
                        chosen == Kind.FOLDER ? "" : detail.getValue().strip());
        String word = chosen == Kind.SFTP && !key.isEmpty() ? key.getValue() : secret.getValue();
        save.setEnabled(false);
        say(new Notice(Tone.INFO, texts.get("backup.place.looking")));
        room.ask(
                UI.getCurrent(),
                () -> {
                    room.desk()
                            .place(Optional.of(operator), typed, chosen == Kind.FOLDER ? "" : word);
                    return typed;
                },
                kept -> {
                    save.setEnabled(true);
                    show(Optional.of(kept));
                    say(new Notice(Tone.INFO, texts.get("backup.place.saved")));
                    changed.run();
                },
                fault -> {
                    save.setEnabled(true);
                    say(
                            new Notice(
                                    Tone.BAD,
                                    fault.isEmpty() ? texts.get("backup.place.broken") : fault));
                });
    }

    private void say(Component notice) {
        said.removeAll();
        said.add(notice);
    }
}
