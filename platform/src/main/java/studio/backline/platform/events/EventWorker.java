package studio.backline.platform.events;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.WorkLoop;
import studio.backline.platform.work.WorkSource;

/** Claims deliveries and has them handled, and takes out what is old. */
@Component
class EventWorker implements SmartLifecycle, WorkSource {

    static final String TOPIC = "events";

    private static final Logger log = LoggerFactory.getLogger(EventWorker.class);

    private static final int PLUGINS_AT_ONCE = 4;
    private static final int MOST_CLAIMED = 32;

    private static final Duration HANDLED_KEPT = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_PRUNED = 10_000;
    private static final long PRUNE_EVERY = Duration.ofHours(1).toNanos();

    private final DeliveryTable table;
    private final Subscribers subscribers;
    private final EventDelivery delivery;
    private final NodeName node;
    private final WorkLoop loop = new WorkLoop(TOPIC, PLUGINS_AT_ONCE, this);
    private long prunedAt = System.nanoTime() - PRUNE_EVERY;

    EventWorker(
            DeliveryTable table,
            Subscribers subscribers,
            EventDelivery delivery,
            NodeName node,
            Bell bell) {
        this.table = table;
        this.subscribers = subscribers;
        this.delivery = delivery;
        this.node = node;
        bell.hear(TOPIC, loop::wake);
    }

    @Override
    public void start() {
        table.release(node.value());
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
        subscribers.removeAll();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public List<Runnable> claim(int most) {
        if (System.nanoTime() - prunedAt >= PRUNE_EVERY) {
            prunedAt = System.nanoTime();
            prune(HANDLED_KEPT, KEPT);
        }
        Collection<List<Delivery>> claimed =
                table.claim(node.value(), subscribers.idle(most), MOST_CLAIMED).stream()
                        .collect(Collectors.groupingBy(Delivery::role))
                        .values();
        claimed.forEach(each -> delivery.announce(each.getFirst().role()));
        return claimed.stream().<Runnable>map(each -> () -> delivery.deliver(each)).toList();
    }

    @Override
    public Optional<Duration> untilNext() {
        return table.untilNext(subscribers.idle(Integer.MAX_VALUE));
    }

    void prune(Duration handled, Duration longest) {
        long missed = table.prune(handled, longest, MOST_PRUNED);
        if (missed > 0) {
            log.warn(
                    "{} events were older than {} days and are gone; a plugin that was off, or that"
                            + " failed, has not handled them.",
                    missed,
                    longest.toDays());
        }
    }
}
