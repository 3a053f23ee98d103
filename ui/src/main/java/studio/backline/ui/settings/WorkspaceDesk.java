package studio.backline.ui.settings;

import java.util.function.Consumer;
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
    private final Consumer<Caller> changed;

    /**
     * @param changed told of whoever has changed something
     */
    WorkspaceDesk(CallerSource callers, Workspaces workspaces, Consumer<Caller> changed) {
        this.callers = callers;
        this.workspaces = workspaces;
        this.changed = changed;
    }

    Workspace here() {
        return workspaces
                .find(caller().workspace())
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }

    void name(String name, String slug) {
        Caller caller = caller();
        workspaces.rename(caller.workspace(), name.strip(), slug.strip());
        changed.accept(caller);
    }

    private Caller caller() {
        return callers.find()
                .filter(caller -> caller.role().covers(Role.MANAGER))
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }
}
