package studio.backline.platform.pluginhost.permission;

import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.tenancy.CurrentCaller;

/** What the caller may do follows from the caller's role. */
public final class RolePermissions implements Permissions {

    private final CurrentCaller caller;
    private final DeclaredPermissions declared;

    public RolePermissions(CurrentCaller caller, DeclaredPermissions declared) {
        this.caller = caller;
        this.declared = declared;
    }

    @Override
    public boolean has(Permission permission) {
        return caller.find()
                .flatMap(
                        found ->
                                declared.leastRole(permission)
                                        .map(least -> found.role().covers(least)))
                .orElse(false);
    }
}
