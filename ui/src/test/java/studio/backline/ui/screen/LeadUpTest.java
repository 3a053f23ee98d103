package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.plugin.PluginId;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;

/** Whoever comes to an address that is not for them is told what they may know, and led up. */
class LeadUpTest {

    private static final Permission VIEW = new Permission("crm.view");
    private static final Permission EDIT = new Permission("crm.edit");

    private static final Predicate<MountedScreen> NOBODYS = mounted -> false;

    private final MountedScreens screens = new MountedScreens();

    @BeforeEach
    void mount() {
        MenuEntry menu = new MenuEntry(MenuGroup.AUDIENCE, "people", "people", 1);
        add("crm", Screen.inMenu("people", Div.class, VIEW, menu));
        add("crm", Screen.at("people/:id", Div.class, VIEW));
        add("crm", Screen.at("people/new", Div.class, EDIT));
        add("crm", Screen.at("people/import/:id", Span.class, EDIT));
        add("letters", Screen.at("people/letter", Div.class, EDIT));
    }

    @Test
    void whoMayReadIsToldThatTheyMayNotChange() {
        Predicate<MountedScreen> reads = holding(VIEW);
        for (String address : Set.of("people/new", "people/import/7")) {
            assertThat(screens.isOnlyRead(address, reads)).as(address).isTrue();
            assertThat(screens.above(address, reads))
                    .map(above -> above.screen().path())
                    .contains("people");
        }
    }

    @Test
    void nobodyElseIsToldAnything() {
        for (String address : Set.of("people/new", "people/import/7", "people/7", "none/new")) {
            assertThat(screens.isOnlyRead(address, NOBODYS)).as(address).isFalse();
            assertThat(screens.above(address, NOBODYS)).isEmpty();
        }
    }

    @Test
    void whatIsNotThereOrOfAnotherPluginIsNotThere() {
        Predicate<MountedScreen> reads = holding(VIEW);
        for (String address : Set.of("people/a/b/c", "people/letter", "people", "people/7")) {
            assertThat(screens.isOnlyRead(address, reads)).as(address).isFalse();
        }
        assertThat(screens.above("people/a/b/c", reads)).isPresent();
        assertThat(screens.above("people", reads)).isEmpty();
    }

    @Test
    void whatTheHouseKeepsToSomeIsNotThereForTheOthers() {
        MenuEntry menu = new MenuEntry(MenuGroup.HOUSE, "settings", "settings", 1);
        screens.add(ofTheHouse(Screen.inMenu("settings", Div.class, VIEW, menu)));
        screens.add(ofTheHouse(Screen.at("settings/people", Div.class, EDIT)));
        assertThat(screens.above("settings/people", holding(VIEW))).isPresent();
        assertThat(screens.isOnlyRead("settings/people", holding(VIEW))).isFalse();
    }

    private static MountedScreen ofTheHouse(Screen screen) {
        return new MountedScreen(Optional.empty(), screen, Speaking.TEXTS);
    }

    private static Predicate<MountedScreen> holding(Permission held) {
        return mounted ->
                mounted.screen().permission().filter(need -> need.equals(held)).isPresent();
    }

    private void add(String plugin, Screen screen) {
        screens.add(new MountedScreen(Optional.of(new PluginId(plugin)), screen, Speaking.TEXTS));
    }
}
