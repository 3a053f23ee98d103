package studio.backline.platform.pluginhost;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.connections.ProviderDeclaration;

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
 * @param connections providers whose accounts it connects
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
        List<ProviderDeclaration> connections,
        List<TableManifest> tables) {

    /** Copies the lists. */
    public PluginManifest {
        permissions = List.copyOf(permissions);
        connections = List.copyOf(connections);
        tables = List.copyOf(tables);
    }

    /** The hosts that it may reach: those of the providers whose accounts it connects. */
    public Set<String> hosts() {
        return connections.stream()
                .flatMap(provider -> provider.hosts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
