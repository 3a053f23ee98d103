package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.person.PersonGoneException;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;

/**
 * Acts on a person who may be gone by then, deleted in another window. Whoever still has them open
 * is told so in this place, keeps what was written, and may bring them back.
 */
final class WhileThere extends Div {

    private final CrmWords words;
    private final PersonService people;
    private final Permissions permissions;

    WhileThere(CrmWords words, PersonService people, Permissions permissions) {
        this.words = words;
        this.people = people;
        this.permissions = permissions;
    }

    /** Does it, unless they are gone. */
    void act(SubjectId person, Runnable act) {
        removeAll();
        try {
            act.run();
        } catch (PersonGoneException gone) {
            tell(person);
        }
    }

    private void tell(SubjectId person) {
        Button list =
                new Button(
                        words.get("crm.person.gone.list"),
                        click -> UI.getCurrent().navigate(PersonNavigation.LIST));
        Button back =
                new Button(words.get("crm.person.gone.restore"), click -> bringBack(person, list));
        back.setVisible(permissions.has(CrmPermissions.EDIT));
        add(new Notice(Tone.WARN, words.get("crm.person.gone.meanwhile"), back, list));
        scrollIntoView();
    }

    private void bringBack(SubjectId person, Button list) {
        removeAll();
        try {
            people.restore(person);
            Toasts.show(words.get("crm.person.gone.restored"));
        } catch (PersonGoneException forGood) {
            add(new Notice(Tone.BAD, words.get("crm.person.gone.for-good"), list));
        }
    }
}
