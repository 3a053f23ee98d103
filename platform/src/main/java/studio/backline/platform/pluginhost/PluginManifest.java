package studio.backline.platform.pluginhost;

import java.util.List;
import studio.backline.contract.plugin.PluginId;

/**
 * What {@code plugin.yaml} says.
 *
 * @param id whose
 * @param version of the plugin
 * @param api versions of the contract that it runs on
 * @param entry name of the class that implements PluginEntry
 * @param name for screens
 * @param description in one line
 * @param permissions that it brings
 * @param tables tables and columns that no entity of it classifies
 */
public record PluginManifest(
        PluginId id,
        PluginVersion version,
        ApiRange api,
        String entry,
        LocalizedText name,
        LocalizedText description,
        List<PermissionDeclaration> permissions,
        List<TableManifest> tables) {

    /** Copies the lists. */
    public PluginManifest {
        permissions = List.copyOf(permissions);
        tables = List.copyOf(tables);
    }
}
