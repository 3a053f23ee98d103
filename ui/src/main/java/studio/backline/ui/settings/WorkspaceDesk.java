package studio.backline.ui.settings;

import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.ui.caller.HousePermissions;

/** The caller's workspace itself, for those who run it. */
final class WorkspaceDesk {

    private final CallerSource callers;
    private final Workspaces workspaces;

    WorkspaceDesk(CallerSource callers, Workspaces workspaces) {
        this.callers = callers;
        this.workspaces = workspaces;
    }

    Workspace here() {
        return workspaces
                .find(caller().workspace())
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }

    void name(String name, String slug) {
        workspaces.rename(caller().workspace(), name.strip(), slug.strip());
    }

    private Caller caller() {
        return callers.find()
                .filter(caller -> caller.role().covers(Role.MANAGER))
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }
}
