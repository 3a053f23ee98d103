package studio.backline.platform.pluginhost.permission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PermissionDeclaration;

/** Which role holds which permission: the house's own, and those of plugins that run. */
public final class DeclaredPermissions {

    private static final Map<Permission, Role> HOUSE =
            Map.of(
                    new Permission("house.view"), Role.VIEWER,
                    new Permission("house.members"), Role.MANAGER,
                    new Permission("house.settings"), Role.MANAGER,
                    new Permission("house.workspace"), Role.OWNER);

    private final Map<PluginId, List<PermissionDeclaration>> byPlugin = new ConcurrentHashMap<>();

    /** Takes up a plugin's permissions. */
    public void add(PluginId plugin, List<PermissionDeclaration> permissions) {
        byPlugin.put(plugin, permissions);
    }

    /** Lets go of a plugin's permissions. */
    public void remove(PluginId plugin) {
        byPlugin.remove(plugin);
    }

    /** The least role that holds a permission; empty for one that nobody declares. */
    Optional<Role> leastRole(Permission permission) {
        Role house = HOUSE.get(permission);
        return house != null
                ? Optional.of(house)
                : byPlugin.values().stream()
                        .flatMap(List::stream)
                        .filter(each -> each.permission().equals(permission))
                        .map(PermissionDeclaration::role)
                        .findFirst();
    }
}
