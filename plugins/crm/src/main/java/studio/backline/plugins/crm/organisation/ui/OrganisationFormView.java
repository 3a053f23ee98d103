package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.ui.FormFoot;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** Adds an organisation. */
final class OrganisationFormView extends Div implements HasDynamicTitle {

    private final CrmWords words;
    private final OrganisationService organisations;
    private final OrganisationForm form;

    OrganisationFormView(Texts texts, OrganisationService organisations, TagService tags) {
        this.words = new CrmWords(texts);
        this.organisations = organisations;
        this.form = new OrganisationForm(words, tags);
        addClassName("bl-screen");
        add(
                new Crumbs(words).to(OrganisationNavigation.LIST, "crm.organisations.title"),
                new PageHeader(words.get("crm.organisation.new.title")),
                form,
                new FormFoot(
                        words,
                        "crm.organisation.add",
                        () -> form.read().ifPresent(this::save),
                        () -> UI.getCurrent().navigate(OrganisationNavigation.LIST)));
        form.showNobody();
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisation.new.title");
    }

    private void save(OrganisationDetails details) {
        form.save(
                () -> {
                    var added = organisations.add(details);
                    Toasts.show(words.get("crm.organisation.added"));
                    UI.getCurrent().navigate(OrganisationNavigation.of(added.id()));
                });
    }
}
