package studio.backline.ui.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.files.FileSettings;
import studio.backline.platform.files.FileStore;
import studio.backline.platform.identity.Foundation;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

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
    WorkspaceDesk workspaceDesk(CallerSource callers, Workspaces workspaces) {
        return new WorkspaceDesk(callers, workspaces);
    }

    @Bean
    RoomDesk roomDesk(FileSettings settings, FileStore files) {
        return new RoomDesk(settings, files);
    }

    @Bean
    FurtherWorkspaces furtherWorkspaces(
            HostTexts texts,
            Refusals refusals,
            Foundation foundation,
            Operators operators,
            SignedIn signedIn,
            ChosenWorkspace chosen) {
        return new FurtherWorkspaces(texts, refusals, foundation, operators, signedIn, chosen);
    }

    @Bean
    SettingsAccess settingsAccess(
            Operators operators,
            SignedIn signedIn,
            HostTexts texts,
            WorkspaceDesk desk,
            Refusals refusals,
            FurtherWorkspaces further,
            RoomDesk room) {
        return new SettingsAccess(
                operators,
                signedIn,
                () -> new WorkspaceNames(texts, desk, refusals),
                further,
                allowed -> new FileSpace(texts, room, allowed));
    }
}
