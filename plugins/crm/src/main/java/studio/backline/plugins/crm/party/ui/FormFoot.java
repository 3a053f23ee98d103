package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import studio.backline.plugins.crm.ui.CrmWords;

/** The end of a form: leave it, or save by a button or by Ctrl and Enter. */
public final class FormFoot extends Div {

    /**
     * @param saving the key of what saves
     */
    public FormFoot(CrmWords words, String saving, Runnable save, Runnable leave) {
        Button act = new Button(words.get(saving), click -> save.run());
        act.addThemeVariants(ButtonVariant.PRIMARY);
        // What is typed last is told when its field loses the focus.
        act.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        add(new Button(words.get("crm.form.cancel"), click -> leave.run()), act);
        addClassNames("bl-screen-foot", "bl-form-foot");
    }
}
