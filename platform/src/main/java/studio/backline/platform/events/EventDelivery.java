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

    /**
     * Prepares what was claimed for one plugin to be delivered; empty where that went meanwhile.
     */
    Optional<EventBatch> begin(List<Delivery> claimed, String worker) {
        contingency.passed("events claimed");
        Subscriber subscriber = subscribers.find(claimed.getFirst().role());
        if (subscriber == null) {
            claimed.forEach(this::giveBack);
            return Optional.empty();
        }
        subscriber.take();
        return Optional.of(new EventBatch(claimed, subscriber, worker, this));
    }

    void renew(String worker, String role) {
        table.renew(worker, role);
    }

    /** One whose handler does not end is tried again, and the rest not kept by it. */
    boolean giveUp(Delivery at, List<Delivery> notBegun) {
        notBegun.forEach(table::giveBack);
        postpone(at, EventHandler.class.getName() + ".longestRun");
        return true;
    }

    void deliver(Delivery delivery, EventBatch batch) {
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
            if (!table.begin(delivery)) {
                log.warn("Event {} went on elsewhere.", delivery.event().id());
                return;
            }
            contingency.passed("event begun");
            scope.run(
                    new Caller(delivery.workspace(), Optional.empty(), Role.OWNER),
                    () -> handle(delivery, batch));
        } catch (LostDeliveryException e) {
            log.warn("Event {} was handled elsewhere.", delivery.event().id());
        } catch (UnhandledEventException e) {
            notHandled(delivery, batch, e.thrown);
        } catch (Exception | LinkageError e) {
            notHandled(delivery, batch, e);
        }
    }

    private void handle(Delivery delivery, EventBatch batch) {
        Subscriber subscriber = batch.subscriber();
        new TransactionTemplate(subscriber.plugin().transactions())
                .executeWithoutResult(
                        status -> {
                            for (EventHandler each : subscriber.of(delivery.event().type())) {
                                handle(delivery, each, batch);
                            }
                            contingency.passed("event handled");
                            settle(delivery, subscriber);
                            contingency.passed("event settled");
                        });
        contingency.passed("event committed");
    }

    private static void handle(Delivery delivery, EventHandler handler, EventBatch batch) {
        try {
            batch.handle(handler, delivery);
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

    private void notHandled(Delivery delivery, EventBatch batch, Throwable thrown) {
        // What interrupted the handler is not for the note of it, nor for the next event.
        if (Thread.interrupted()) {
            log.debug("{} was interrupted at {}.", delivery.role(), delivery.event().id());
        }
        if (batch.isOver()) {
            giveBack(delivery);
            return;
        }
        log.warn(
                "{} could not handle event {} ({}), try {} of {}.",
                delivery.role(),
                delivery.event().id(),
                delivery.event().type(),
                delivery.tries() + 1,
                TRIES,
                thrown);
        // The name alone: what a plugin's exception says may hold personal data.
        quietly(delivery, () -> postpone(delivery, thrown.getClass().getName()));
    }

    private void postpone(Delivery delivery, String fault) {
        backoff.after(delivery.tries() + 1)
                .ifPresentOrElse(
                        pause -> table.retry(delivery, pause, fault),
                        () -> table.fail(delivery, fault));
    }

    void giveBack(Delivery delivery) {
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
