package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.button.Button;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.list.KeysetList;

/** On a phone, where rows have no check boxes: shows them, and hides them again. */
public final class ChoosingButton extends Button {

    private boolean choosing;

    /** For a list. */
    public ChoosingButton(CrmWords words, KeysetList<?> list) {
        super(words.get("crm.people.choose"));
        addClassName("bl-narrow-only");
        addClickListener(
                click -> {
                    choosing = !choosing;
                    setText(words.get(choosing ? "crm.people.choose.end" : "crm.people.choose"));
                    list.setChoosing(choosing);
                    if (!choosing) {
                        list.chooseNone();
                    }
                });
    }
}
