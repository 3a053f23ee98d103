package studio.backline.ui.outgoing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Contributes the screen of what leaves the house; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class OutgoingScreenConfiguration {

    @Bean
    Screen outgoingScreen() {
        return Screen.at("settings/outgoing", OutgoingView.class, HousePermissions.OPERATE);
    }

    @Bean
    OutgoingRoom outgoingRoom(
            EgressDesk desk, Plugins plugins, SignedIn signedIn, Operators operators) {
        return new OutgoingRoom(desk, plugins, signedIn, operators);
    }
}
