package studio.backline.platform.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import studio.backline.contract.mail.MailTransport;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.WorkPiece;

/** Letters that were claimed at once, handed over one after the other. */
final class MailBatch implements WorkPiece {

    /** The core's own ends by itself well before. */
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private static final Duration LONGEST_OF_A_PLUGIN = Duration.ofMinutes(2);

    private static final PluginId CORE = new PluginId("mail");

    private final List<HeldLetter> letters;
    private final MailSettings settings;
    private final MailTransport transport;
    private final MailDelivery delivery;
    private final List<HeldLetter> open;
    private volatile long since;
    private volatile boolean givenUp;

    MailBatch(
            List<HeldLetter> letters,
            MailSettings settings,
            MailTransport transport,
            MailDelivery delivery) {
        this.letters = List.copyOf(letters);
        this.settings = settings;
        this.transport = transport;
        this.delivery = delivery;
        this.open = new ArrayList<>(letters);
    }

    List<HeldLetter> letters() {
        return letters;
    }

    MailSettings settings() {
        return settings;
    }

    MailTransport transport() {
        return transport;
    }

    /** Whether nothing more of it is to be handed over. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** A letter is about to be handed over; 0 for none. */
    void at(long nanos) {
        since = nanos;
    }

    synchronized void settled(List<Settlement> settlements) {
        settlements.forEach(each -> open.remove(each.letter()));
    }

    private synchronized List<HeldLetter> open() {
        return List.copyOf(open);
    }

    @Override
    public PluginId plugin() {
        return settings.transport().equals(MailSettings.SMTP)
                ? CORE
                : new PluginId(settings.transport());
    }

    @Override
    public void run() {
        delivery.run(this);
    }

    @Override
    public void renew() {
        delivery.renew(open());
    }

    @Override
    public boolean isOverdue() {
        long begun = since;
        Duration longest = plugin().equals(CORE) ? LONGEST : LONGEST_OF_A_PLUGIN;
        return begun != 0 && System.nanoTime() - begun > longest.toNanos();
    }

    @Override
    public boolean giveUp() {
        givenUp = true;
        return delivery.giveUp(open());
    }
}
