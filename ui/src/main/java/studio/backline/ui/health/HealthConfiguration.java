package studio.backline.ui.health;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.identity.Operators;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Contributes the screen that tells how the house stands; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    Screen healthScreen() {
        return Screen.at("settings/health", HealthView.class, HousePermissions.OPERATE);
    }

    @Bean
    HealthDesk healthDesk(Doctor doctor, SignedIn signedIn, Operators operators) {
        return new HealthDesk(doctor, signedIn, operators);
    }
}
