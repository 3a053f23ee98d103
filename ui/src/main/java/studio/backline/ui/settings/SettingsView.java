package studio.backline.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Locale;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.identity.Registration;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.HouseLanguage;

/** Settings, grouped by question, each saved on its own; each says whose it is. */
final class SettingsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient Registration registration;
    private final transient HouseLanguage language;
    private final transient Operators operators;
    private final transient SignedIn signedIn;
    private final transient FurtherWorkspaces further;

    SettingsView(
            HostTexts texts,
            Registration registration,
            HouseLanguage language,
            HousePermissions permissions,
            SettingsAccess access) {
        this.texts = texts;
        this.registration = registration;
        this.language = language;
        this.operators = access.operators();
        this.signedIn = access.signedIn();
        this.further = access.further();
        addClassName("bl-screen");
        add(new PageHeader(texts.get("settings.title")));
        Div groups = new Div();
        ofWorkspace(groups, permissions, access);
        if (permissions.has(HousePermissions.OPERATE)) {
            groups.add(led("house-activity", "house"));
            groups.add(led("health", "house"));
            groups.add(led("backup", "house"));
            groups.add(led("outgoing", "house"));
            groups.add(led("providers", "house"));
            groups.add(comingIn());
            groups.add(plays());
            groups.add(mail());
            groups.add(files(access.files().apply(this::operator)));
        }
        if (permissions.has(HousePermissions.OPERATE) && HouseLanguage.choice()) {
            groups.add(houseLanguage());
        }
        add(groups);
    }

    private void ofWorkspace(Div groups, HousePermissions permissions, SettingsAccess access) {
        if (permissions.has(HousePermissions.MEMBERS)) {
            groups.add(named(access.names().get()));
            groups.add(led("people", "workspace"));
        }
        if (permissions.has(HousePermissions.WORK)) {
            groups.add(led("work", "workspace"));
        }
        if (permissions.has(HousePermissions.CONNECTIONS)) {
            groups.add(led("connections", "workspace"));
        }
        if (permissions.has(HousePermissions.ACTIVITY)) {
            groups.add(led("activity", "workspace"));
        }
    }

    private Component named(WorkspaceNames names) {
        return group(
                texts.get("settings.workspace"),
                texts.get("settings.workspace.line") + " " + texts.get("settings.of.workspace"),
                names);
    }

    /** A group with a screen of its own. */
    private Component led(String name, String whose) {
        Anchor link = new Anchor("settings/" + name, texts.get("settings." + name + ".act"));
        link.addClassName("bl-button");
        return group(
                texts.get("settings." + name),
                texts.get("settings." + name + ".line") + " " + texts.get("settings.of." + whose),
                link);
    }

    private Component mail() {
        Anchor link = new Anchor("settings/mail", texts.get("settings.mail.act"));
        link.addClassName("bl-button");
        return group(
                texts.get("settings.mail"),
                texts.get("settings.mail.line") + " " + texts.get("settings.of.house"),
                link);
    }

    private Component comingIn() {
        RadioButtonGroup<Registration.Mode> mode = new RadioButtonGroup<>();
        mode.setAriaLabel(texts.get("settings.door"));
        mode.setItems(Registration.Mode.values());
        mode.setItemLabelGenerator(one -> texts.get("settings.door." + one));
        mode.setValue(registration.mode());
        Span saved = saved();
        mode.addValueChangeListener(
                change -> {
                    registration.setMode(operator(), change.getValue());
                    saved.setVisible(true);
                });
        return group(
                texts.get("settings.door"),
                texts.get("settings.door.line") + " " + texts.get("settings.of.house"),
                mode,
                saved);
    }

    private Component plays() {
        RadioButtonGroup<Boolean> plays = new RadioButtonGroup<>();
        plays.setAriaLabel(texts.get("settings.plays"));
        plays.setItems(false, true);
        plays.setItemLabelGenerator(
                several -> texts.get(several ? "settings.plays.several" : "settings.plays.one"));
        plays.setValue(further.several());
        Span saved = saved();
        Button make =
                new Button(texts.get("workspace.new"), Icons.of("plus"), click -> further.ask());
        make.setVisible(further.several());
        plays.addValueChangeListener(
                change -> {
                    operator();
                    further.several(change.getValue());
                    make.setVisible(change.getValue());
                    saved.setVisible(true);
                });
        return group(
                texts.get("settings.plays"),
                texts.get("settings.plays.line") + " " + texts.get("settings.of.house"),
                plays,
                saved,
                new Div(make));
    }

    private Component files(FileSpace space) {
        return group(
                texts.get("settings.files"),
                texts.get("settings.files.line") + " " + texts.get("settings.of.house"),
                space);
    }

    private Component houseLanguage() {
        Select<Locale> tongue = HouseWords.in(new Select<>());
        tongue.setAriaLabel(texts.get("settings.language"));
        tongue.setItems(HouseLanguage.SPOKEN);
        tongue.setItemLabelGenerator(one -> one.getDisplayLanguage(one));
        tongue.setValue(language.get());
        Span saved = saved();
        tongue.addValueChangeListener(
                change -> {
                    operator();
                    language.set(change.getValue().getLanguage());
                    saved.setVisible(true);
                });
        return group(
                texts.get("settings.language"),
                texts.get("settings.language.line") + " " + texts.get("settings.of.house"),
                tongue,
                saved);
    }

    /** As of now, not as of the sign-in. */
    private AccountId operator() {
        AccountId account = signedIn.require().accountId();
        if (!operators.contains(account)) {
            throw new PermissionDeniedException(HousePermissions.OPERATE);
        }
        return account;
    }

    private static Component group(String title, String explained, Component... controls) {
        H2 question = new H2(title);
        Paragraph line = new Paragraph(explained);
        line.addClassNames("bl-faint", "bl-small");
        Section group = new Section(question, line);
        group.add(controls);
        group.addClassName("bl-group");
        return group;
    }

    private Span saved() {
        Span saved = new Span(Icons.of("check"), new Span(texts.get("settings.saved")));
        saved.addClassNames("bl-state", Tone.OK.css());
        saved.getElement().setAttribute("role", "status");
        saved.setVisible(false);
        return saved;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("settings.title"));
    }
}
