package studio.backline.contract.events;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a workspace.
 *
 * @param id the same at every delivery
 * @param type the id of the plugin that published it, a dot, and what happened, in the past tense:
 *     {@code crm.person-merged}
 * @param at when it was published, by the database's clock
 * @param facts ids and choices, no personal data: who wants more asks the service that owns it
 */
public record Event(EventId id, String type, Instant at, Map<String, String> facts) {

    public Event {
        facts = Map.copyOf(facts);
    }
}
