package studio.backline.platform.mail;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.MailTransport;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.mail.smtp.SmtpMail;
import studio.backline.platform.mail.smtp.SmtpServer;
import studio.backline.platform.outbound.ServerName;

/** Who hands letters over: the mail server that is set, or a plugin's transport. */
@Component
public class MailTransports {

    private final SmtpMail smtp;
    private final Map<PluginId, MailTransport> mounted = new ConcurrentHashMap<>();

    MailTransports(SmtpMail smtp) {
        this.smtp = smtp;
    }

    /** A plugin's transport may be chosen from now on. */
    public void mount(PluginId plugin, MailTransport transport) {
        mounted.put(plugin, transport);
    }

    /** And no longer; letters wait. */
    public void unmount(PluginId plugin) {
        mounted.remove(plugin);
    }

    /** Plugins whose transport may be chosen, by id. */
    public Set<PluginId> offered() {
        Set<PluginId> ids = new TreeSet<>((one, other) -> one.value().compareTo(other.value()));
        ids.addAll(mounted.keySet());
        return ids;
    }

    /** The one that is set. Without it nothing is taken. */
    MailTransport of(MailSettings settings) {
        if (settings.transport().equals(MailSettings.SMTP)) {
            return settings.server()
                    .map(MailTransports::smtp)
                    .map(smtp::to)
                    .orElse(MailTransports::none);
        }
        return Optional.ofNullable(mounted.get(new PluginId(settings.transport())))
                .orElse(MailTransports::none);
    }

    private static SmtpServer smtp(MailSettings.Server server) {
        return new SmtpServer(
                new ServerName(server.host(), server.port()),
                server.tls(),
                server.user(),
                server.password());
    }

    private static MailOutcome none(OutgoingMail mail) {
        return new MailOutcome.Unavailable(MailFault.NO_TRANSPORT, "");
    }
}
