package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;

/**
 * Acts on somebody who may be gone by then, deleted in another window. Whoever still has them open
 * is told so in this place, keeps what was written, and may bring them back.
 */
public final class WhileThere extends Div {

    private final CrmWords words;
    private final String key;
    private final String list;
    private final Optional<Supplier<Optional<String>>> restore;

    /**
     * @param key of the texts: {@code meanwhile}, {@code list}, {@code restore}, {@code restored}
     *     and {@code for-good} behind it
     * @param list where the list is
     * @param restore brings them back, or says why that does not go; empty for who may not
     */
    public WhileThere(
            CrmWords words, String key, String list, Optional<Supplier<Optional<String>>> restore) {
        this.words = words;
        this.key = key;
        this.list = list;
        this.restore = restore;
    }

    /** Does it, unless they are gone; whether it is done. */
    public boolean act(Runnable act) {
        removeAll();
        try {
            act.run();
            return true;
        } catch (PartyGoneException gone) {
            tell();
            return false;
        }
    }

    private void tell() {
        Button leave = new Button(words.get(key + "list"), click -> UI.getCurrent().navigate(list));
        Button back = new Button(words.get(key + "restore"));
        back.setVisible(restore.isPresent());
        restore.ifPresent(how -> back.addClickListener(click -> bringBack(how, leave)));
        add(new Notice(Tone.WARN, words.get(key + "meanwhile"), back, leave));
        scrollIntoView();
    }

    private void bringBack(Supplier<Optional<String>> how, Button leave) {
        removeAll();
        try {
            how.get()
                    .ifPresentOrElse(
                            why -> add(new Notice(Tone.BAD, why, leave)),
                            () -> Toasts.show(words.get(key + "restored")));
        } catch (PartyGoneException forGood) {
            add(new Notice(Tone.BAD, words.get(key + "for-good"), leave));
        }
    }
}
