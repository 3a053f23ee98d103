package studio.backline.ui.screen;

import java.util.Optional;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Permissions;
import studio.backline.ui.caller.HousePermissions;

/** Whether the person in front of the browser may open a screen. */
public final class ScreenAccess {

    private final Permissions permissions;
    private final HousePermissions house;

    ScreenAccess(Permissions permissions, HousePermissions house) {
        this.permissions = permissions;
        this.house = house;
    }

    /** Whether the current caller may; false where nobody is signed in. */
    public boolean mayOpen(MountedScreen mounted) {
        if (!house.signedIn()) {
            return false;
        }
        Optional<Permission> needed = mounted.screen().permission();
        if (needed.isEmpty()) {
            return true;
        }
        return mounted.plugin().isEmpty() ? house.has(needed.get()) : permissions.has(needed.get());
    }
}
