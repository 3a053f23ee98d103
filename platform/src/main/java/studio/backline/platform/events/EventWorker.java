package studio.backline.platform.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.NodeName;
import studio.backline.platform.work.WorkPiece;
import studio.backline.platform.work.WorkSource;

/** Claims deliveries for {@link EventDelivery}, and takes out what is old. */
@Component
class EventWorker implements WorkSource {

    static final String TOPIC = "events";

    private static final Logger log = LoggerFactory.getLogger(EventWorker.class);

    private static final int MOST_CLAIMED = 32;

    private static final Duration HANDLED_KEPT = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(30);

    private final DeliveryTable table;
    private final Subscribers subscribers;
    private final EventDelivery delivery;
    private final NodeName node;

    EventWorker(
            DeliveryTable table, Subscribers subscribers, EventDelivery delivery, NodeName node) {
        this.table = table;
        this.subscribers = subscribers;
        this.delivery = delivery;
        this.node = node;
    }

    @Override
    public void recover() {
        table.release(node.value());
    }

    @Override
    public List<WorkPiece> claim(int most) {
        return table.claim(node.value(), subscribers.idle(most), MOST_CLAIMED).stream()
                .collect(Collectors.groupingBy(Delivery::role))
                .values()
                .stream()
                .flatMap(each -> delivery.begin(each, node.value()).stream())
                .<WorkPiece>map(each -> each)
                .toList();
    }

    @Override
    public Optional<Duration> untilNext() {
        return table.untilNext(subscribers.idle(Integer.MAX_VALUE));
    }

    @Override
    public Optional<Instant> prune(Instant since) {
        return prune(HANDLED_KEPT, KEPT, since);
    }

    Optional<Instant> prune(Duration handled, Duration longest, Instant since) {
        DeliveryTable.Pruned pruned = table.prune(handled, longest, since);
        if (pruned.missed() > 0) {
            log.warn(
                    "{} events were older than {} days and are gone; a plugin that was off, or that"
                            + " failed, has not handled them.",
                    pruned.missed(),
                    longest.toDays());
        }
        return pruned.reached();
    }

    @Override
    public void withdraw() {
        subscribers.removeAll();
    }
}
