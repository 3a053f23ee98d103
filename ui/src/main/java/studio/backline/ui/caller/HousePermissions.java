package studio.backline.ui.caller;

import java.util.Set;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.tenancy.CallerSource;

/** Who may open the host's own screens: operators the house's, managers the workspace's. */
public final class HousePermissions implements Permissions {

    /** To run the instance: plugins, registration. */
    public static final Permission OPERATE = new Permission("house.operate");

    /** To invite people into the workspace and to change what they may. */
    public static final Permission MEMBERS = new Permission("house.members");

    /** To see what runs, waits and failed in the workspace. */
    public static final Permission WORK = new Permission("house.work");

    /** To see who did what in the workspace. */
    public static final Permission ACTIVITY = new Permission("house.activity");

    /** To connect accounts elsewhere for the workspace, and to end that. */
    public static final Permission CONNECTIONS = new Permission("house.connections");

    /** To open the settings: whoever finds something there. */
    public static final Permission SETTINGS = new Permission("house.settings");

    /** What whoever runs the workspace may. */
    private static final Set<Permission> RUNNING = Set.of(MEMBERS, WORK, CONNECTIONS);

    private final SignedIn signedIn;
    private final Operators operators;
    private final CallerSource callers;

    HousePermissions(SignedIn signedIn, Operators operators, CallerSource callers) {
        this.signedIn = signedIn;
        this.operators = operators;
        this.callers = callers;
    }

    /** Whether somebody has signed in. */
    public boolean signedIn() {
        return signedIn.find().isPresent();
    }

    @Override
    public boolean has(Permission permission) {
        if (permission.equals(OPERATE)) {
            return signedIn.find()
                    .map(AccountPrincipal::accountId)
                    .filter(operators::contains)
                    .isPresent();
        }
        if (RUNNING.contains(permission)) {
            return callers.find()
                    .map(Caller::role)
                    .filter(role -> role.covers(Role.MANAGER))
                    .isPresent();
        }
        if (permission.equals(ACTIVITY)) {
            return callers.find().map(Caller::role).filter(Role.OWNER::equals).isPresent();
        }
        return permission.equals(SETTINGS) && (has(OPERATE) || has(MEMBERS));
    }
}
