package studio.backline.platform.mail;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
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
    private final Map<PluginId, Mounted> mounted = new ConcurrentHashMap<>();

    MailTransports(SmtpMail smtp) {
        this.smtp = smtp;
    }

    /**
     * A plugin's transport may be chosen from now on.
     *
     * @param loader context class loader of the threads that it is called on
     */
    public void mount(PluginId plugin, ClassLoader loader, MailTransport transport) {
        mounted.put(plugin, new Mounted(loader, transport));
    }

    /** And no longer: letters wait. Returns when it is not at work any more, or will not end. */
    public void unmount(PluginId plugin) {
        Mounted gone = mounted.remove(plugin);
        if (gone != null) {
            gone.leave();
        }
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
        MailTransport plugin = mounted.get(new PluginId(settings.transport()));
        return plugin == null ? MailTransports::none : plugin;
    }

    /** Why the one that is set would take no letter, as far as that shows without sending any. */
    Optional<MailOutcome.Unavailable> look(MailSettings settings) {
        if (settings.transport().equals(MailSettings.SMTP) && settings.server().isPresent()) {
            return smtp.look(smtp(settings.server().get()), settings.from().asciiHost());
        }
        return mounted.containsKey(new PluginId(settings.transport()))
                ? Optional.empty()
                : Optional.of(new MailOutcome.Unavailable(MailFault.NO_TRANSPORT, ""));
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

    /** A plugin's transport, until it leaves; whoever still holds this then holds nothing of it. */
    private static final class Mounted implements MailTransport {

        private static final Duration PATIENCE = Duration.ofSeconds(10);

        private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();
        private volatile @Nullable ClassLoader loader;
        private volatile @Nullable MailTransport transport;

        Mounted(ClassLoader loader, MailTransport transport) {
            this.loader = loader;
            this.transport = transport;
        }

        @Override
        public MailOutcome send(OutgoingMail mail) {
            Thread self = Thread.currentThread();
            ClassLoader before = self.getContextClassLoader();
            atWork.add(self);
            try {
                // Looked at once it is known that somebody is at work, so that none slips by.
                MailTransport present = transport;
                if (present == null) {
                    return none(mail);
                }
                self.setContextClassLoader(loader);
                return present.send(mail);
            } finally {
                self.setContextClassLoader(before);
                atWork.remove(self);
            }
        }

        void leave() {
            transport = null;
            loader = null;
            if (!isEmptyWithin(PATIENCE)) {
                atWork.forEach(Thread::interrupt);
                isEmptyWithin(PATIENCE);
            }
        }

        private boolean isEmptyWithin(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (!atWork.isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            return atWork.isEmpty();
        }
    }
}
