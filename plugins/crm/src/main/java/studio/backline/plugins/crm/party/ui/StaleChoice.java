package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;

/** Where one chooses between two versions when somebody else was quicker; empty until then. */
public final class StaleChoice extends Div {

    private final CrmWords words;
    private final String key;

    /**
     * @param key of what is said
     */
    public StaleChoice(CrmWords words, String key) {
        this.words = words;
        this.key = key;
    }

    /** Asks whose stays. */
    public void ask(Runnable mine, Runnable theirs) {
        removeAll();
        add(
                new Notice(
                        Tone.WARN,
                        words.get(key),
                        choice("crm.person.stale.mine", mine),
                        choice("crm.person.stale.theirs", theirs)));
        scrollIntoView();
    }

    private Button choice(String caption, Runnable act) {
        return new Button(
                words.get(caption),
                click -> {
                    removeAll();
                    act.run();
                });
    }
}
