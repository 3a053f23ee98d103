package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationExistsException;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.organisation.StaleOrganisationException;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;

/** Changes an organisation in place. */
final class OrganisationEditor extends Div {

    private final CrmWords words;
    private final OrganisationService organisations;
    private final OrganisationForm form;
    private final Runnable done;
    private final Div problem = new Div();
    private Organisation organisation;

    OrganisationEditor(
            CrmWords words,
            OrganisationService organisations,
            Organisation organisation,
            Runnable done) {
        this.words = words;
        this.organisations = organisations;
        this.organisation = organisation;
        this.done = done;
        this.form = new OrganisationForm(words);
        form.show(organisation.details());
        Button save = new Button(words.get("crm.form.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
        Button cancel = new Button(words.get("crm.form.cancel"), click -> done.run());
        Div foot = new Div(cancel, save);
        foot.addClassNames("bl-screen-foot", "bl-form-foot");
        add(problem, form, foot);
        form.focusFirst();
    }

    private void save() {
        form.read()
                .ifPresent(
                        details -> {
                            try {
                                organisations.change(
                                        organisation.id(), organisation.version(), details);
                                done.run();
                            } catch (StaleOrganisationException stale) {
                                ask(stale);
                            } catch (OrganisationExistsException taken) {
                                form.refuse(taken);
                            } catch (RefusedInputException refusal) {
                                form.refuse(refusal);
                            }
                        });
    }

    private void ask(StaleOrganisationException stale) {
        problem.removeAll();
        if (stale.current().isEmpty()) {
            problem.add(new Notice(Tone.WARN, words.get("crm.organisation.gone")));
            return;
        }
        organisation = stale.current().get();
        Button mine =
                new Button(
                        words.get("crm.person.stale.mine"),
                        click -> {
                            problem.removeAll();
                            save();
                        });
        Button theirs =
                new Button(
                        words.get("crm.person.stale.theirs"),
                        click -> {
                            problem.removeAll();
                            form.show(organisation.details());
                        });
        problem.add(new Notice(Tone.WARN, words.get("crm.organisation.stale"), mine, theirs));
    }
}
