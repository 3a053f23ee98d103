package studio.backline.ui.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Operators;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Contributes the settings. */
@Configuration(proxyBeanMethods = false)
class SettingsScreenConfiguration {

    private static final int ORDER = 30;

    @Bean
    Screen settingsScreen() {
        return Screen.inMenu(
                "settings",
                SettingsView.class,
                HousePermissions.SETTINGS,
                new MenuEntry(MenuGroup.HOUSE, "settings.title", "knob", ORDER).openedBy('e'));
    }

    @Bean
    SettingsAccess settingsAccess(Operators operators, SignedIn signedIn) {
        return new SettingsAccess(operators, signedIn);
    }
}
