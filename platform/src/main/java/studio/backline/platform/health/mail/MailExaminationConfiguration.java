package studio.backline.platform.health.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.platform.health.Examination;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.work.Sending;

@Configuration(proxyBeanMethods = false)
class MailExaminationConfiguration {

    @Bean
    @Order(300)
    Examination mailExamination(MailSetup setup, MailDesk desk, MailCheck check, Sending sending) {
        return new MailExamination(setup, desk, check, sending);
    }
}
