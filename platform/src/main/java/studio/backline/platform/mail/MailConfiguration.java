package studio.backline.platform.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.mail.smtp.SmtpMail;
import studio.backline.platform.mail.smtp.SmtpTimes;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.Sending;
import studio.backline.platform.work.WorkLoop;
import studio.backline.platform.work.WorkLoops;

/** The loop that hands letters over. Each place of it has a connection of its own. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    static final int PLACES = 4;

    @Bean(destroyMethod = "close")
    SmtpMail smtpMail(ObjectProvider<OutboundSockets> sockets, ObjectProvider<SmtpTimes> times) {
        return new SmtpMail(sockets::getObject, times.getIfAvailable(() -> SmtpTimes.USUAL));
    }

    @Bean
    WorkLoop mailLoop(WorkLoops loops, MailWorker worker, Bell bell) {
        WorkLoop loop = loops.of(MailWorker.TOPIC, PLACES, worker);
        bell.hear(Sending.TOPIC, loop::wake);
        return loop;
    }
}
