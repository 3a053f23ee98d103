package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.party.ui.FormFoot;
import studio.backline.plugins.crm.party.ui.StaleChoice;
import studio.backline.plugins.crm.party.ui.WhileThere;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.person.StalePersonException;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;

/** Changes a person in place. When somebody else was quicker, one chooses between the two. */
final class PersonEditor extends Div {

    private final PersonService people;
    private final PersonForm form;
    private final WhileThere there;
    private final Runnable done;
    private final StaleChoice stale;
    private PersonProfile person;

    PersonEditor(
            CrmWords words,
            PersonService people,
            TagService tags,
            PersonProfile person,
            WhileThere there,
            Runnable done) {
        this.people = people;
        this.person = person;
        this.there = there;
        this.done = done;
        this.form = new PersonForm(words, tags);
        form.show(person.details());
        this.stale = new StaleChoice(words, "crm.person.stale");
        FormFoot foot = new FormFoot(words, "crm.form.save", this::save, done);
        add(there, stale, form, foot);
        form.focusFirst();
    }

    private void save() {
        Optional<PersonDetails> details = form.read();
        if (details.isEmpty()) {
            return;
        }
        try {
            there.act(() -> change(details.get()));
        } catch (StalePersonException meanwhile) {
            person = meanwhile.current();
            stale.ask(this::save, () -> form.show(person.details()));
        } catch (RefusedInputException refusal) {
            form.refuse(refusal);
        }
    }

    private void change(PersonDetails details) {
        people.change(person.id(), person.version(), details);
        done.run();
    }
}
