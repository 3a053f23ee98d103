package studio.backline.platform.pluginhost;

import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Role;

/**
 * A permission that a plugin declares.
 *
 * @param permission its id, which begins with the plugin's
 * @param role the least role that holds it
 * @param name in the words of a settings screen
 */
public record PermissionDeclaration(Permission permission, Role role, LocalizedText name) {}
