package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Optional;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.party.ui.FormFoot;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** Adds a person. */
final class PersonFormView extends Div implements HasDynamicTitle {

    private final CrmWords words;
    private final PersonService people;
    private final PersonForm form;

    PersonFormView(Texts texts, PersonService people, TagService tags) {
        this.words = new CrmWords(texts);
        this.people = people;
        this.form = new PersonForm(words, tags);
        addClassName("bl-screen");
        add(
                new Crumbs(words).to(PersonNavigation.LIST, "crm.people.title"),
                new PageHeader(words.get("crm.person.new.title")),
                form,
                new FormFoot(
                        words,
                        "crm.person.add",
                        this::save,
                        () -> UI.getCurrent().navigate(PersonNavigation.LIST)));
        form.showNobody();
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.person.new.title");
    }

    private void save() {
        Optional<PersonDetails> details = form.read();
        if (details.isEmpty()) {
            return;
        }
        try {
            PersonProfile person = people.add(details.get());
            Toasts.show(words.get("crm.person.added"));
            UI.getCurrent().navigate(PersonNavigation.of(person.id()));
        } catch (RefusedInputException refusal) {
            form.refuse(refusal);
        }
    }
}
