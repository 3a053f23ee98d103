package studio.backline.ui.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.mail.MailTransports;
import studio.backline.platform.work.Sending;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Contributes the screen of mail; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class MailScreenConfiguration {

    @Bean
    Screen mailScreen() {
        return Screen.at("settings/mail", MailView.class, HousePermissions.OPERATE);
    }

    @Bean
    PostRoom postRoom(
            MailSetup setup,
            MailTransports transports,
            MailCheck check,
            MailDesk desk,
            Sending sending,
            SignedIn signedIn) {
        return new PostRoom(setup, transports, check, desk, sending, signedIn);
    }
}
