package studio.backline.testkit.flat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Permissions;

/** Every permission is held until a test takes it away. */
public final class SwitchablePermissions implements Permissions {

    private final Set<Permission> taken = ConcurrentHashMap.newKeySet();

    SwitchablePermissions() {}

    /** From now on nobody holds it. */
    public void take(Permission permission) {
        taken.add(permission);
    }

    /** Everybody holds everything again. */
    public void giveAll() {
        taken.clear();
    }

    @Override
    public boolean has(Permission permission) {
        return !taken.contains(permission);
    }
}
