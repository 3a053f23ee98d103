package studio.backline.ui.work;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;

/** Contributes the screen of work; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    @Bean
    Screen workScreen() {
        return Screen.at("settings/work", WorkView.class, HousePermissions.WORK);
    }
}
