package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.html.Div;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.organisation.StaleOrganisationException;
import studio.backline.plugins.crm.party.ui.FormFoot;
import studio.backline.plugins.crm.party.ui.StaleChoice;
import studio.backline.plugins.crm.party.ui.WhileThere;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;

/** Changes an organisation in place. When somebody else was quicker, one chooses. */
final class OrganisationEditor extends Div {

    private final OrganisationService organisations;
    private final OrganisationForm form;
    private final WhileThere there;
    private final Runnable done;
    private final StaleChoice stale;
    private Organisation organisation;

    OrganisationEditor(
            CrmWords words,
            OrganisationService organisations,
            TagService tags,
            Organisation organisation,
            WhileThere there,
            Runnable done) {
        this.organisations = organisations;
        this.organisation = organisation;
        this.there = there;
        this.done = done;
        this.form = new OrganisationForm(words, tags);
        this.stale = new StaleChoice(words, "crm.organisation.stale");
        form.show(organisation.details());
        add(there, stale, form, new FormFoot(words, "crm.form.save", this::save, done));
        form.focusFirst();
    }

    private void save() {
        form.read().ifPresent(details -> form.save(() -> there.act(() -> change(details))));
    }

    private void change(OrganisationDetails details) {
        try {
            organisations.change(organisation.id(), organisation.version(), details);
            done.run();
        } catch (StaleOrganisationException meanwhile) {
            organisation = meanwhile.current();
            stale.ask(this::save, () -> form.show(organisation.details()));
        }
    }
}
