package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationExistsException;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** Adds an organisation. */
final class OrganisationFormView extends Div implements HasDynamicTitle {

    private final CrmWords words;
    private final OrganisationService organisations;
    private final OrganisationForm form;

    OrganisationFormView(Texts texts, OrganisationService organisations) {
        this.words = new CrmWords(texts);
        this.organisations = organisations;
        this.form = new OrganisationForm(words);
        addClassName("bl-screen");
        Button save =
                new Button(
                        words.get("crm.organisation.add"),
                        click -> form.read().ifPresent(this::save));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
        Button back =
                new Button(
                        words.get("crm.form.cancel"),
                        click -> UI.getCurrent().navigate(OrganisationNavigation.LIST));
        Div foot = new Div(back, save);
        foot.addClassNames("bl-screen-foot", "bl-form-foot");
        add(
                new Crumbs(words).to(OrganisationNavigation.LIST, "crm.organisations.title"),
                new PageHeader(words.get("crm.organisation.new.title")),
                form,
                foot);
        form.focusFirst();
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisation.new.title");
    }

    private void save(OrganisationDetails details) {
        try {
            var added = organisations.add(details);
            Toasts.show(words.get("crm.organisation.added"));
            UI.getCurrent().navigate(OrganisationNavigation.of(added.id()));
        } catch (OrganisationExistsException taken) {
            form.refuse(taken);
        } catch (RefusedInputException refusal) {
            form.refuse(refusal);
        }
    }
}
