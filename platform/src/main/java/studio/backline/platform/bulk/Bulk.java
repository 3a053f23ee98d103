package studio.backline.platform.bulk;

import org.springframework.stereotype.Component;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.platform.database.PluginConnection;

/** Hands each plugin mass loading and export under its own role. */
@Component
public class Bulk {

    /** Loading as the plugin behind this connection may do it. */
    public BulkLoad loadOn(PluginConnection plugin) {
        return new CopyLoad(plugin);
    }

    /** Export as the plugin behind this connection may do it. */
    public BulkExport exportOn(PluginConnection plugin) {
        return new CopyExport(plugin);
    }
}
