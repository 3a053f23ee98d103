package studio.backline.contract.events;

import java.util.Map;

/** Tells other plugins what happened here. */
public interface Events {

    /**
     * Publishes an event in the current transaction of the plugin: it is delivered once that
     * commits, and not if it rolls back. Every plugin gets it that had an {@link EventHandler} for
     * the type by then, also one that is switched off now, once it is back.
     *
     * @param type begins with this plugin's id and a dot; {@link IllegalArgumentException}
     *     otherwise
     * @param facts ids and choices, no personal data; at most 8 KiB as JSON
     * @throws IllegalStateException outside a transaction of the plugin
     */
    EventId publish(String type, Map<String, String> facts);
}
