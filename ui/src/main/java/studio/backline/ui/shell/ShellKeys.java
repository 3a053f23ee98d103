package studio.backline.ui.shell;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.text.HostTexts;

/**
 * Keys that work on every screen: {@code ?} tells which there are, G and a letter goes to an entry
 * of the menu. The browser keeps them away from fields and dialogs, and asks for nothing else.
 */
@Tag("bl-shell-keys")
@JavaScript("context://shell-keys.js?v=3")
final class ShellKeys extends Component {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient DrawerMenu menu;
    private final transient Taste taste;

    ShellKeys(HostTexts texts, DrawerMenu menu, Taste taste) {
        this.texts = texts;
        this.menu = menu;
        this.taste = taste;
    }

    /** Tells the browser which letters lead somewhere. */
    void refresh() {
        boolean on = taste.letters(UI.getCurrent());
        String letters =
                places().keySet().stream().map(String::valueOf).collect(Collectors.joining());
        getElement().setAttribute("letters", letters);
        getElement().setAttribute("off", !on);
    }

    /** Opens the sheet of keys. */
    @ClientCallable
    void open() {
        UI ui = UI.getCurrent();
        Map<Character, String> named = new LinkedHashMap<>();
        places().forEach((letter, place) -> named.put(letter, name(place)));
        new KeySheet(
                        texts,
                        named,
                        taste.letters(ui),
                        letters -> {
                            taste.chooseLetters(ui, letters);
                            refresh();
                        })
                .open();
    }

    @ClientCallable
    void go(String letter) {
        MountedScreen place = letter.isEmpty() ? null : places().get(letter.charAt(0));
        if (place != null) {
            UI.getCurrent().navigate(place.screen().path());
        }
    }

    private Map<Character, MountedScreen> places() {
        return MountedScreens.byLetter(menu.entries());
    }

    private static String name(MountedScreen place) {
        return place.texts().get(MountedScreens.menu(place).textKey());
    }
}
