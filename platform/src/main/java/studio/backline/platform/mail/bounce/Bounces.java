package studio.backline.platform.mail.bounce;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.work.Sending;

/**
 * Looks every few minutes whether letters came back, where a box for them is set. Two nodes that
 * look at once note the same twice.
 */
@Component
public class Bounces implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Bounces.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    /** Of which box, and how far: another box begins anew. */
    private static final Setting<String> READ = Setting.text("mail.bounces-read", "");

    private final MailSetup setup;
    private final InstanceSettings settings;
    private final Sending sending;
    private final BounceTable table;
    private final ObjectProvider<OutboundSockets> sockets;
    private final Semaphore stopping = new Semaphore(0);
    private volatile boolean running;

    Bounces(
            MailSetup setup,
            InstanceSettings settings,
            Sending sending,
            BounceTable table,
            ObjectProvider<OutboundSockets> sockets) {
        this.setup = setup;
        this.settings = settings;
        this.sending = sending;
        this.table = table;
        this.sockets = sockets;
    }

    /** Looks now; where nothing is to be looked at, or it fails, until the next time. */
    public void look() {
        try {
            Optional<MailSettings.Server> box = setup.find().flatMap(MailSettings::bounces);
            if (box.isPresent() && !sending.isPaused()) {
                look(box.get());
            }
        } catch (Exception e) {
            log.warn(
                    "The box of returned mail cannot be read ({}); trying again.",
                    e.getClass().getName());
            log.debug("Why:", e);
        }
    }

    private void look(MailSettings.Server box) throws Exception {
        String of = box.host() + " " + box.port() + " " + box.user().hashCode() + " ";
        String kept = settings.get(READ);
        BounceBox.Mark since =
                BounceBox.Mark.read(kept.startsWith(of) ? kept.substring(of.length()) : "");
        BounceBox.Mark reached =
                new BounceBox(
                                sockets.getObject()
                                        .route(
                                                "house.mail",
                                                new ServerName(box.host(), box.port()),
                                                box.tls(),
                                                "returned-mail"),
                                box.tls(),
                                box.host(),
                                box.port())
                        .read(box.user(), box.password(), since, table::note);
        if (!reached.equals(since)) {
            settings.set(READ, of + reached);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("returned-mail").start(this::keepLooking);
    }

    private void keepLooking() {
        try {
            while (running) {
                look();
                if (stopping.tryAcquire(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
