package studio.backline.contract.audit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Runs on the plugin's own connection inside its current transaction and commits with
 * it; {@link IllegalStateException} where there is none. Who, when, from which network and device,
 * and for which request or job are added by the host.
 *
 * <p>The owner of a workspace reads the entry as a sentence: the plugin's text {@code
 * activity.<act>}, in which <code>{0}</code> is who did it. Where a plugin has no such text, its
 * act is shown as it is. Facts are shown below it by {@code activity.fact.<name>}.
 */
@FunctionalInterface
public interface AuditTrail {

    /** Adds an entry. */
    void record(AuditEvent event);

    /**
     * Adds an entry about a row whose kind the act says.
     *
     * @param act {@code <plugin id>.<past tense>}, such as {@code crm.person-erased}; at most 80
     *     characters
     * @param target the row that it is about; null where it is about many or none
     * @param facts counts, ids and choices; no names, addresses or texts of people
     */
    default void record(String act, @Nullable UUID target, Map<String, String> facts) {
        AuditEvent event = new AuditEvent(act, Optional.empty(), facts, Map.of(), Map.of());
        record(target == null ? event : event.to(kindIn(act), target));
    }

    /** What an act is done to, as it begins: the person of {@code crm.person-erased}. */
    private static String kindIn(String act) {
        String deed = act.substring(act.lastIndexOf('.') + 1);
        return deed.contains("-") ? deed.substring(0, deed.lastIndexOf('-')) : deed;
    }
}
