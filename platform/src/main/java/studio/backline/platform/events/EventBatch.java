package studio.backline.platform.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.WorkPiece;

/** What was claimed for one plugin at once, handled one after the other. */
final class EventBatch implements WorkPiece {

    private final List<Delivery> claimed;
    private final Subscriber subscriber;
    private final String worker;
    private final EventDelivery delivery;
    private volatile @Nullable Turn turn;
    private volatile int begun;
    private volatile boolean givenUp;

    EventBatch(
            List<Delivery> claimed, Subscriber subscriber, String worker, EventDelivery delivery) {
        this.claimed = List.copyOf(claimed);
        this.subscriber = subscriber;
        this.worker = worker;
        this.delivery = delivery;
    }

    /** A handler at work on one event. */
    private record Turn(long since, Duration longest) {

        boolean isOver() {
            return System.nanoTime() - since > longest.toNanos();
        }
    }

    @Override
    public PluginId plugin() {
        return subscriber.plugin().id();
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Whether nothing more of it is to be begun. */
    boolean isOver() {
        return givenUp || subscriber.isGone();
    }

    @Override
    public void run() {
        subscriber.run(
                () -> {
                    for (Delivery each : claimed) {
                        if (isOver()) {
                            break;
                        }
                        begun++;
                        delivery.deliver(each, this);
                    }
                    if (!givenUp) {
                        notBegun().forEach(delivery::giveBack);
                    }
                });
    }

    private List<Delivery> notBegun() {
        return claimed.subList(begun, claimed.size());
    }

    /** Gives a handler its time. */
    void handle(EventHandler handler, Delivery one) throws Exception {
        turn = new Turn(System.nanoTime(), handler.longestRun());
        try {
            handler.handle(one.event());
        } finally {
            turn = null;
        }
    }

    @Override
    public void renew() {
        delivery.renew(worker, subscriber.plugin().id().schema());
    }

    @Override
    public boolean isOverdue() {
        Turn now = turn;
        return now != null && now.isOver();
    }

    @Override
    public boolean giveUp() {
        givenUp = true;
        subscriber.giveUp();
        return delivery.giveUp(claimed.get(begun - 1), notBegun());
    }
}
