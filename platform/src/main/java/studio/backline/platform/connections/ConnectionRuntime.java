package studio.backline.platform.connections;

import studio.backline.contract.connections.Connections;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.store.ClientTable;
import studio.backline.platform.connections.store.ConnectionTable;
import studio.backline.platform.connections.store.FlowTable;
import studio.backline.platform.connections.tokens.Endings;
import studio.backline.platform.connections.tokens.Renewals;
import studio.backline.platform.database.PluginConnection;

/** What the plugin host uses of connections: handing them to a plugin, and ending them. */
public final class ConnectionRuntime {

    private final Tables tables;
    private final Renewals renewals;
    private final Endings endings;

    ConnectionRuntime(Tables tables, Renewals renewals, Endings endings) {
        this.tables = tables;
        this.renewals = renewals;
        this.endings = endings;
    }

    /** All that is kept. */
    record Tables(ConnectionTable connections, FlowTable flows, ClientTable clients) {}

    /** The connections of the plugin behind this way to the database. */
    public Connections on(PluginConnection plugin) {
        return renewals.on(plugin);
    }

    /**
     * Ends all connections of a plugin that is removed, in all workspaces: each is given back at
     * its provider, for half a minute in all, and wiped here in any case. What this house is to
     * those providers is forgotten. Done once more, it does no harm.
     */
    public void erase(PluginId plugin) {
        tables.flows().erase(plugin);
        endings.endAll(plugin);
        tables.clients().erase(plugin);
    }

    /** The same for all connections of a workspace that goes. */
    public void erase(WorkspaceId workspace) {
        endings.endAll(workspace);
    }
}
