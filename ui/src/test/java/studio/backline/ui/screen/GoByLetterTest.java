package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Permission;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;

/** Which entry of the menu a letter opens. */
class GoByLetterTest {

    private final MountedScreens screens = new MountedScreens();

    @Test
    void whereTwoClaimOneTheFirstInTheMenuHasIt() {
        mount("pages", new MenuEntry(MenuGroup.MUSIC, "pages", "note", 1).openedBy('p'));
        mount("people", new MenuEntry(MenuGroup.AUDIENCE, "people", "people", 9).openedBy('p'));
        mount("plugins", new MenuEntry(MenuGroup.HOUSE, "plugins", "jack", 1).openedBy('l'));
        mount("settings", new MenuEntry(MenuGroup.HOUSE, "settings", "knob", 2));

        assertThat(MountedScreens.byLetter(screens.inMenu()))
                .hasSize(2)
                .hasEntrySatisfying(
                        'p', place -> assertThat(place.screen().path()).isEqualTo("people"))
                .hasEntrySatisfying(
                        'l', place -> assertThat(place.screen().path()).isEqualTo("plugins"));
    }

    @Test
    void onlyPlainLettersAreOne() {
        MenuEntry entry = new MenuEntry(MenuGroup.MUSIC, "pages", "note", 1);

        assertThatThrownBy(() -> entry.openedBy('?')).hasMessageContaining("'?'");
        assertThatThrownBy(() -> entry.openedBy('ł')).hasMessageContaining("a to z");
    }

    private void mount(String path, MenuEntry entry) {
        screens.add(
                new MountedScreen(
                        Optional.empty(),
                        Screen.inMenu(path, Div.class, new Permission("any.see"), entry),
                        Speaking.TEXTS));
    }
}
