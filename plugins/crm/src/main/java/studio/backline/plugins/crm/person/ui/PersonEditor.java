package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.person.StalePersonException;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;

/** Changes a person in place. When somebody else was quicker, one chooses between the two. */
final class PersonEditor extends Div {

    private final CrmWords words;
    private final PersonService people;
    private final PersonForm form;
    private final WhileThere there;
    private final Runnable done;
    private final Div problem = new Div();
    private PersonProfile person;

    PersonEditor(
            CrmWords words,
            PersonService people,
            TagService tags,
            PersonProfile person,
            WhileThere there,
            Runnable done) {
        this.words = words;
        this.people = people;
        this.person = person;
        this.there = there;
        this.done = done;
        this.form = new PersonForm(words, tags);
        form.show(person.details());
        Button save = new Button(words.get("crm.form.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
        Button cancel = new Button(words.get("crm.form.cancel"), click -> done.run());
        Div foot = new Div(cancel, save);
        foot.addClassNames("bl-screen-foot", "bl-form-foot");
        add(there, problem, form, foot);
        form.focusFirst();
    }

    private void save() {
        Optional<PersonDetails> details = form.read();
        if (details.isEmpty()) {
            return;
        }
        try {
            there.act(person.id(), () -> change(details.get()));
        } catch (StalePersonException stale) {
            ask(stale);
        } catch (RefusedInputException refusal) {
            form.refuse(refusal);
        }
    }

    private void change(PersonDetails details) {
        people.change(person.id(), person.version(), details);
        done.run();
    }

    private void ask(StalePersonException stale) {
        person = stale.current();
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
                            form.show(person.details());
                        });
        problem.removeAll();
        problem.add(new Notice(Tone.WARN, words.get("crm.person.stale"), mine, theirs));
        problem.scrollIntoView();
    }
}
