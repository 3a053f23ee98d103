package studio.backline.contract.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Runs on the plugin's own connection inside its current transaction and commits with
 * it; {@link IllegalStateException} where there is none. Who and when are added by the host.
 */
public interface AuditTrail {

    /**
     * Adds an entry.
     *
     * @param act {@code <plugin id>.<past tense>}, such as {@code crm.person-erased}; at most 80
     *     characters
     * @param target the row that it is about; null where it is about many or none
     * @param facts counts, ids and choices; no names, addresses or texts of people
     */
    void record(String act, @Nullable UUID target, Map<String, String> facts);
}
