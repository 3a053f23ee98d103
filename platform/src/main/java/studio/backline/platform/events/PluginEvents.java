package studio.backline.platform.events;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import studio.backline.contract.events.EventId;
import studio.backline.contract.events.Events;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** Events of one plugin. */
record PluginEvents(PluginConnection plugin, Bell bell) implements Events {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9.-]{3,120}");
    private static final int MOST_BYTES = 8_000;

    @Override
    public EventId publish(String type, Map<String, String> facts) {
        plugin.requireTransaction();
        if (!type.startsWith(plugin.id().value() + ".") || !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "An event of the plugin %s begins with '%s.', in lower case; '%s' does not."
                            .formatted(plugin.id(), plugin.id(), type));
        }
        String written = TextMap.write("The facts of '%s'".formatted(type), facts);
        if (written.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "The facts of '%s' take more than %d bytes. Give ids, and let who hears of it ask."
                            .formatted(type, MOST_BYTES));
        }
        UUID id = TimeOrderedUuid.next();
        int wanted =
                plugin.jdbc()
                        .sql("select backline_api.publish_event(?, ?, ?::jsonb)")
                        .params(id, type, written)
                        .query(Integer.class)
                        .single();
        if (wanted > 0) {
            bell.ringAfterCommit(EventWorker.TOPIC);
        }
        return new EventId(id);
    }
}
