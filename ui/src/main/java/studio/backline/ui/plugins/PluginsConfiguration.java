package studio.backline.ui.plugins;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.text.HostTexts;

/** Contributes the plugins screen. */
@Configuration(proxyBeanMethods = false)
class PluginsConfiguration {

    private static final int ORDER = 10;

    @Bean
    Screen pluginsScreen() {
        return Screen.inMenu(
                "plugins",
                PluginsView.class,
                HousePermissions.OPERATE,
                new MenuEntry(MenuGroup.HOUSE, "plugins.title", "jack", ORDER).openedBy('l'));
    }

    @Bean
    PluginWork pluginWork(SignedIn signedIn, Operators operators, HostTexts texts) {
        return new PluginWork(signedIn, operators, texts);
    }

    @Bean
    PluginCards pluginCards(HostTexts texts, MountedScreens screens) {
        return new PluginCards(texts, screens);
    }

    @Bean
    PluginDialogs pluginDialogs(
            HostTexts texts,
            Plugins plugins,
            PluginWork work,
            Accounts accounts,
            @Value("${backline.data:./data}") Path data) {
        return new PluginDialogs(texts, plugins, work, accounts, data.resolve("run"));
    }
}
