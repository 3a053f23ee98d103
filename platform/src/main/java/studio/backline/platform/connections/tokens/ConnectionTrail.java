package studio.backline.platform.connections.tokens;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;

/**
 * Puts on record what becomes of connections: ids and choices, nothing of a token or an account.
 */
public record ConnectionTrail(Audit audit, TransactionTemplate transaction) {

    /** Does it and, where it is done, tells of it, in one transaction of the caller's workspace. */
    public boolean telling(
            String act, ConnectionId id, Map<String, String> facts, BooleanSupplier work) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            boolean done = work.getAsBoolean();
                            if (done) {
                                audit.record(act, Optional.of(id.value()), facts);
                            }
                            return done;
                        }));
    }

    /** Does it and tells of it in the house's own trail. */
    public void tellingHouse(AccountId by, String act, Map<String, String> facts, Runnable work) {
        transaction.executeWithoutResult(
                status -> {
                    work.run();
                    audit.recordInstance(Optional.of(by), act, Optional.empty(), facts);
                });
    }

    /** Which plugin's, and with whom. */
    public static Map<String, String> facts(PluginId plugin, String provider) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("plugin", plugin.value());
        facts.put("provider", provider);
        return facts;
    }
}
