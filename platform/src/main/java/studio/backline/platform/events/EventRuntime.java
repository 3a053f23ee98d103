package studio.backline.platform.events;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.events.Events;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.Bell;

/** What the plugin host uses of events: publishing them, and serving a plugin's handlers. */
@Component
public class EventRuntime {

    private final DeliveryTable table;
    private final Subscribers subscribers;
    private final Bell bell;

    EventRuntime(DeliveryTable table, Subscribers subscribers, Bell bell) {
        this.table = table;
        this.subscribers = subscribers;
        this.bell = bell;
    }

    /** Events as the plugin behind this connection may publish them. */
    public Events on(PluginConnection plugin) {
        return new PluginEvents(plugin, bell);
    }

    /**
     * Delivers to a plugin's handlers from now on, and remembers what they want.
     *
     * @param loader context class loader of the threads that run them
     */
    public void serve(PluginConnection plugin, ClassLoader loader, List<EventHandler> handlers) {
        Set<String> types =
                handlers.stream()
                        .flatMap(handler -> handler.types().stream())
                        .collect(Collectors.toSet());
        table.subscribe(plugin.id().schema(), types);
        if (!handlers.isEmpty()) {
            subscribers.add(new Subscriber(plugin, loader, handlers));
            bell.ring(EventWorker.TOPIC);
        }
    }

    /**
     * Delivers no longer; what is published meanwhile waits. Returns when the handler at work has
     * ended, which is interrupted where it takes more than ten seconds.
     */
    public void withdraw(PluginId plugin) {
        subscribers.remove(plugin.schema());
    }

    /** What each plugin has yet to hear that has any of it, over all workspaces. */
    public List<EventBacklog> backlog() {
        return table.backlog();
    }

    /** Forgets what waits for a plugin that is removed with its data, and what it told. */
    public void erase(PluginId plugin) {
        table.erase(plugin.schema());
    }
}
