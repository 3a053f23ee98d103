package studio.backline.platform.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.Sending;
import studio.backline.platform.work.WorkPiece;
import studio.backline.platform.work.WorkSource;

/** Claims letters for {@link MailDelivery}, and takes out what is old. */
@Component
class MailWorker implements WorkSource {

    static final String TOPIC = "mail";

    private static final int AT_ONCE = 64;

    /** What was not sent can be sent again for so long. */
    private static final Duration CONTENT_KEPT = Duration.ofDays(7);

    private static final Duration KEPT = Duration.ofDays(30);

    private final LetterTable table;
    private final MailSetup setup;
    private final Sending sending;
    private final MailBreaker breaker;
    private final MailDelivery delivery;
    private final NodeName node;
    private Optional<MailSettings> known = Optional.empty();

    MailWorker(
            LetterTable table,
            MailSetup setup,
            Sending sending,
            MailBreaker breaker,
            MailDelivery delivery,
            NodeName node) {
        this.table = table;
        this.setup = setup;
        this.sending = sending;
        this.breaker = breaker;
        this.delivery = delivery;
        this.node = node;
    }

    @Override
    public void recover() {
        table.recover(node.value());
    }

    @Override
    public List<WorkPiece> claim(int most) {
        Optional<MailSettings> settings = setup.find();
        if (!settings.equals(known)) {
            // What was met with the old ones says nothing about the new.
            known = settings;
            breaker.close();
        }
        if (settings.isEmpty() || breaker.left().isPositive() || sending.isPaused()) {
            return List.of();
        }
        List<HeldLetter> held = table.claim(node.value(), most * AT_ONCE);
        // As many hands as are free: a few letters are not to wait for each other.
        int each = Math.ceilDiv(held.size(), most);
        List<WorkPiece> pieces = new ArrayList<>();
        for (int from = 0; from < held.size(); from += each) {
            pieces.add(
                    delivery.begin(
                            held.subList(from, Math.min(from + each, held.size())),
                            settings.get()));
        }
        return pieces;
    }

    /** Where letters are kept back nothing is looked at; the bell rings when that ends. */
    @Override
    public Optional<Duration> untilNext() {
        Duration kept = breaker.left();
        if (kept.isPositive()) {
            return Optional.of(kept);
        }
        return sending.isPaused() || setup.find().isEmpty() ? Optional.empty() : table.untilNext();
    }

    @Override
    public Optional<Instant> prune(Instant since) {
        return table.prune(CONTENT_KEPT, KEPT, since);
    }

    @Override
    public void withdraw() {
        delivery.withdraw();
    }
}
