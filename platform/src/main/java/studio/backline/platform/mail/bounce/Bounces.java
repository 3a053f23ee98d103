package studio.backline.platform.mail.bounce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.Sending;

/**
 * Looks every few minutes whether letters came back, where a box for them is set. Two nodes that
 * look at once note the same twice.
 */
@Component
public class Bounces implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Bounces.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    /** Rung when another box is set, or in another way. */
    public static final String TOPIC = "mail-box";

    /** How often it is noted that there was nothing new. */
    private static final Duration NOTED_EACH = Duration.ofHours(1);

    /** Of which box, and how far: another box begins anew. */
    private static final Setting<String> READ = Setting.text("mail.bounces-read", "");

    /** Of which box, why, and since when; empty where the last look went well. */
    private static final Setting<String> UNREAD = Setting.text("mail.bounces-unread", "");

    private final MailSetup setup;
    private final InstanceSettings settings;
    private final Sending sending;
    private final BounceTable table;
    private final ObjectProvider<OutboundSockets> sockets;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean running;

    Bounces(
            MailSetup setup,
            InstanceSettings settings,
            Sending sending,
            BounceTable table,
            ObjectProvider<OutboundSockets> sockets,
            Bell bell) {
        this.setup = setup;
        this.settings = settings;
        this.sending = sending;
        this.table = table;
        this.sockets = sockets;
        bell.hear(TOPIC, woken::release);
    }

    /**
     * What keeps the box from being read.
     *
     * @param since when it was first met since the box was last read
     */
    public record Unread(MailFault fault, Instant since) {

        private static Optional<Unread> parse(String text) {
            int at = text.indexOf(':');
            return at < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Unread(
                                    MailFault.valueOf(text.substring(0, at)),
                                    Instant.ofEpochSecond(Long.parseLong(text.substring(at + 1)))));
        }
    }

    /** Looks now; where nothing is to be looked at, or it fails, until the next time. */
    public synchronized void look() {
        try {
            Optional<MailSettings.Server> box = box();
            if (box.isPresent() && !sending.isPaused()) {
                look(box.get());
            }
        } catch (RuntimeException e) {
            log.warn(
                    "Whether letters came back cannot be looked at ({}); trying again.",
                    e.getClass().getName());
            log.debug("Why:", e);
        }
    }

    private Optional<MailSettings.Server> box() {
        return setup.find().flatMap(MailSettings::bounces);
    }

    private void look(MailSettings.Server box) {
        String of = of(box);
        Optional<BounceBox.Mark> known = kept(READ, of).flatMap(BounceBox.Mark::parse);
        BounceBox.Mark since = known.orElseGet(() -> BounceBox.Mark.begin(Instant.now()));
        if (known.isEmpty()) {
            // From here on nothing is missed, even where the box lets nobody in for days.
            settings.set(READ, of + since);
        }
        try {
            BounceBox.Mark reached =
                    open(box).read(box.user(), box.password().reveal(), since, table::note);
            if (isFarther(reached, since)) {
                settings.set(READ, of + reached);
            }
            if (!settings.get(UNREAD).isEmpty()) {
                settings.set(UNREAD, "");
            }
        } catch (BounceBox.UnreadException e) {
            failed(of, e.why().fault());
            log.warn("The box of returned mail cannot be read: {}. Trying again.", e.why().fault());
            log.debug("Why:", e);
        }
    }

    private static boolean isFarther(BounceBox.Mark reached, BounceBox.Mark since) {
        return reached.validity() != since.validity()
                || reached.last() != since.last()
                || Duration.between(since.at(), reached.at()).compareTo(NOTED_EACH) > 0;
    }

    /** Since when it fails is kept, whatever it fails of in between. */
    private void failed(String of, MailFault fault) {
        Instant since = unread().map(Unread::since).orElseGet(Instant::now);
        settings.set(UNREAD, of + fault.name() + ":" + since.getEpochSecond());
    }

    /** Why the box that is set could not be read when it was last looked at. */
    public Optional<Unread> unread() {
        return box().flatMap(box -> kept(UNREAD, of(box))).flatMap(Unread::parse);
    }

    /** Why this box cannot be opened now, asked within some seconds; nothing in it is read. */
    public Optional<MailOutcome.Unavailable> tryOut(MailSettings.Server box) {
        try {
            open(box).look(box.user(), box.password().reveal());
            return Optional.empty();
        } catch (BounceBox.UnreadException e) {
            log.debug("Why:", e);
            return Optional.of(e.why());
        }
    }

    private BounceBox open(MailSettings.Server box) throws BounceBox.UnreadException {
        try {
            return new BounceBox(
                    sockets.getObject()
                            .route(
                                    "house.mail",
                                    new ServerName(box.host(), box.port()),
                                    box.tls(),
                                    "returned-mail"),
                    box.tls(),
                    box.host(),
                    box.port());
        } catch (OutboundRefusedException e) {
            throw new BounceBox.UnreadException(e, false);
        }
    }

    private static String of(MailSettings.Server box) {
        return box.host() + " " + box.port() + " " + box.user().hashCode() + " ";
    }

    private Optional<String> kept(Setting<String> setting, String of) {
        String kept = settings.get(setting);
        return kept.startsWith(of) ? Optional.of(kept.substring(of.length())) : Optional.empty();
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
                if (woken.tryAcquire(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        woken.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
