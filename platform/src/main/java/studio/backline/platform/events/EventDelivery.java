package studio.backline.platform.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.Backoff;
import studio.backline.platform.work.Contingency;

/** Has a plugin handle what was claimed for it, and notes how that ended. */
@Component
class EventDelivery {

    static final int TRIES = 10;

    private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Nothing is begun that late in the lease. */
    private static final Duration LEFT_OVER = DeliveryTable.LEASE.dividedBy(2);

    private final DeliveryTable table;
    private final Subscribers subscribers;
    private final WorkspaceScope scope;
    private final Contingency contingency;
    private final Backoff backoff;

    EventDelivery(
            DeliveryTable table,
            Subscribers subscribers,
            WorkspaceScope scope,
            Contingency contingency) {
        this.table = table;
        this.subscribers = subscribers;
        this.scope = scope;
        this.contingency = contingency;
        this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, TRIES, contingency.random());
    }

    /** Something was claimed for this plugin and is going to be delivered. */
    void announce(String role) {
        Subscriber subscriber = subscribers.find(role);
        if (subscriber != null) {
            subscriber.take();
        }
    }

    /**
     * @param claimed for one plugin
     */
    void deliver(List<Delivery> claimed) {
        contingency.passed("events claimed");
        long latest = System.nanoTime() + LEFT_OVER.toNanos();
        Subscriber subscriber = subscribers.find(claimed.getFirst().role());
        if (subscriber == null) {
            claimed.forEach(this::giveBack);
            return;
        }
        subscriber.run(
                () -> {
                    for (Delivery each : claimed) {
                        if (subscriber.isGone() || System.nanoTime() - latest > 0) {
                            giveBack(each);
                        } else {
                            deliver(each, subscriber);
                        }
                    }
                });
    }

    private void deliver(Delivery delivery, Subscriber subscriber) {
        if (!delivery.readable()) {
            log.error(
                    "The facts of event {} ({}) cannot be read; {} does not hear of it.",
                    delivery.event().id(),
                    delivery.event().type(),
                    delivery.role());
            quietly(delivery, () -> table.fail(delivery, "unreadable"));
            return;
        }
        try {
            scope.run(
                    new Caller(delivery.workspace(), Optional.empty(), Role.OWNER),
                    () -> handle(delivery, subscriber));
        } catch (LostDeliveryException e) {
            log.warn("Event {} was handled elsewhere.", delivery.event().id());
        } catch (UnhandledEventException e) {
            notHandled(delivery, subscriber, e.thrown);
        } catch (Exception | LinkageError e) {
            notHandled(delivery, subscriber, e);
        }
    }

    private void handle(Delivery delivery, Subscriber subscriber) {
        new TransactionTemplate(subscriber.plugin().transactions())
                .executeWithoutResult(
                        status -> {
                            for (EventHandler each : subscriber.of(delivery.event().type())) {
                                handle(delivery, each);
                            }
                            contingency.passed("event handled");
                            settle(delivery, subscriber);
                            contingency.passed("event settled");
                        });
        contingency.passed("event committed");
    }

    private static void handle(Delivery delivery, EventHandler handler) {
        try {
            handler.handle(delivery.event());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UnhandledEventException(e);
        }
    }

    /** Last, so that whoever lost it meanwhile leaves nothing behind. */
    private static void settle(Delivery delivery, Subscriber subscriber) {
        boolean held =
                subscriber
                        .plugin()
                        .jdbc()
                        .sql("select backline_api.settle_event(?, ?)")
                        .params(delivery.event().id().value(), delivery.fence())
                        .query(Boolean.class)
                        .single();
        if (!held) {
            throw new LostDeliveryException();
        }
    }

    private void notHandled(Delivery delivery, Subscriber subscriber, Throwable thrown) {
        if (subscriber.isGone()) {
            giveBack(delivery);
            return;
        }
        int failures = delivery.tries() + 1;
        log.warn(
                "{} could not handle event {} ({}), try {} of {}.",
                delivery.role(),
                delivery.event().id(),
                delivery.event().type(),
                failures,
                TRIES,
                thrown);
        // The name alone: what a plugin's exception says may hold personal data.
        String fault = thrown.getClass().getName();
        quietly(
                delivery,
                () ->
                        backoff.after(failures)
                                .ifPresentOrElse(
                                        pause -> table.retry(delivery, pause, fault),
                                        () -> table.fail(delivery, fault)));
    }

    private void giveBack(Delivery delivery) {
        quietly(delivery, () -> table.giveBack(delivery));
    }

    private static void quietly(Delivery delivery, Runnable note) {
        try {
            note.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Event {} comes again when its lease has run out.", delivery.event().id(), e);
        }
    }

    /** Another worker has it; rolls back what the handler did. */
    private static final class LostDeliveryException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Carries what a handler threw out of its transaction. */
    private static final class UnhandledEventException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Exception thrown;

        UnhandledEventException(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }
}
