package studio.backline.ui.settings;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import studio.backline.platform.tenancy.InvalidSlugException;
import studio.backline.platform.tenancy.SlugTakenException;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.screens.Toasts;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

/** The workspace's name, and its short name in addresses. */
final class WorkspaceNames extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient WorkspaceDesk desk;
    private final transient Refusals refusals;
    private final TextField name = new TextField();
    private final TextField slug = new TextField();

    WorkspaceNames(HostTexts texts, WorkspaceDesk desk, Refusals refusals) {
        this.texts = texts;
        this.desk = desk;
        this.refusals = refusals;
        addClassName("bl-form");
        setWidthFull();
        Workspace here = desk.here();
        name.setLabel(texts.get("first-run.plays.poster"));
        name.setValue(here.name());
        slug.setLabel(texts.get("settings.workspace.slug"));
        slug.setValue(here.slug());
        Button save = new Button(texts.get("settings.workspace.act"), click -> save());
        add(name, slug, new Div(save));
    }

    private void save() {
        name.setInvalid(false);
        slug.setInvalid(false);
        try {
            desk.name(name.getValue(), slug.getValue());
            Toasts.show(texts.get("settings.workspace.saved"));
        } catch (InvalidSlugException | SlugTakenException e) {
            refuse(slug, e);
        } catch (TenancyException e) {
            refuse(name, e);
        }
    }

    private void refuse(TextField field, TenancyException refused) {
        field.setErrorMessage(refusals.of(refused));
        field.setInvalid(true);
        field.focus();
    }
}
