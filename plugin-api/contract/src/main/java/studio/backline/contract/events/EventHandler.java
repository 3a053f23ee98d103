package studio.backline.contract.events;

import java.time.Duration;
import java.util.Set;

/**
 * Hears of events, of other plugins or of its own. A bean of the plugin's context.
 *
 * <p>Called on a thread of the host with the plugin's class loader as context class loader, in the
 * event's workspace and for nobody in particular, inside a transaction of the plugin. That
 * transaction also notes that the event was handled, so that what a handler writes to the database
 * happens once, whatever crashes. What it does elsewhere may happen again: it carries the event's
 * id there. Events of one type come in no promised order.
 */
public interface EventHandler {

    /** The types that it wants. */
    Set<String> types();

    /**
     * Handles one event.
     *
     * @throws Exception anything; the transaction rolls back, and the event comes again after a
     *     while, ten times in about an hour and a half before it counts as failed
     */
    void handle(Event event) throws Exception;

    /**
     * How long it may take for one event. After that its thread is interrupted, and the event comes
     * again after a while; where it goes on in spite of that, this plugin hears of nothing more on
     * that server until it ends, and people are told. Five minutes, as long as the plugin does not
     * say otherwise.
     */
    default Duration longestRun() {
        return Duration.ofMinutes(5);
    }
}
