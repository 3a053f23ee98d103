package studio.backline.platform.connections.tokens;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.events.HouseEvents;

/**
 * Puts on record what becomes of connections: ids and choices, nothing of a token or an account.
 */
public record ConnectionTrail(Audit audit, HouseEvents events, TransactionTemplate transaction) {

    /** What a plugin hears of its connections. */
    public enum News {
        MADE(Connections.MADE, Map.of()),
        DISCONNECTED(Connections.ENDED, Map.of("cause", "disconnected")),
        REFUSED(Connections.ENDED, Map.of("cause", "refused"));

        private final String happened;
        private final Map<String, String> more;

        News(String happened, Map<String, String> more) {
            this.happened = happened;
            this.more = more;
        }
    }

    /** One of a plugin. */
    public record Subject(ConnectionId id, PluginId plugin, String provider) {

        /** The one of a row. */
        public static Subject of(StoredConnection row) {
            return new Subject(row.id(), row.plugin(), row.provider());
        }
    }

    /**
     * Does it and, where it is done, tells the trail and the plugin, in one transaction of the
     * caller's workspace.
     *
     * @param fact what the trail tells beside plugin and provider: its name and its value
     */
    public boolean telling(
            Subject of,
            String act,
            Map.Entry<String, String> fact,
            News news,
            BooleanSupplier work) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status -> {
                            boolean done = work.getAsBoolean();
                            if (done) {
                                Map<String, String> facts = facts(of.plugin(), of.provider());
                                facts.put(fact.getKey(), fact.getValue());
                                audit.record(act, Optional.of(of.id().value()), facts);
                                tellPlugin(of, news);
                            }
                            return done;
                        }));
    }

    private void tellPlugin(Subject of, News news) {
        Map<String, String> facts = new LinkedHashMap<>(news.more);
        facts.put("connection", of.id().toString());
        facts.put("provider", of.provider());
        events.tell(of.plugin(), news.happened, facts);
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
