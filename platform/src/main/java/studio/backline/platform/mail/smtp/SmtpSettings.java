package studio.backline.platform.mail.smtp;

import java.time.Duration;
import java.util.Properties;
import studio.backline.platform.outbound.SocketRoute;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/** What the mail library is told; all of its defaults that reach for this machine are answered. */
final class SmtpSettings {

    private SmtpSettings() {}

    static Properties of(
            SmtpServer server,
            SocketRoute route,
            SmtpTimes times,
            String greeting,
            boolean letters) {
        Properties settings = new Properties();
        settings.put("mail.smtp.socketFactory", route.sockets());
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.ssl.socketFactory", route.tls());
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean starttls = server.tls() == TlsMode.STARTTLS;
        settings.put("mail.smtp.starttls.enable", String.valueOf(starttls));
        settings.put("mail.smtp.starttls.required", String.valueOf(starttls));
        settings.put("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
        settings.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        settings.put("mail.smtp.connectiontimeout", millis(times.connect()));
        settings.put("mail.smtp.timeout", millis(times.silence()));
        settings.put("mail.smtp.localhost", greeting);
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.userset", "true");
        settings.put("mail.smtp.dsn.ret", "HDRS");
        settings.put("mail.smtp.dsn.notify", "FAILURE,DELAY");
        settings.put("mail.mime.allowutf8", String.valueOf(letters));
        return settings;
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
