package studio.backline.ui.settings;

import java.util.function.Function;
import java.util.function.Supplier;
import studio.backline.platform.identity.Operators;
import studio.backline.ui.caller.SignedIn;

/**
 * Who may change settings of the house.
 *
 * @param operators who runs it
 * @param signedIn who asks
 * @param names makes the part that names the workspace
 * @param further workspaces beside the first
 * @param files makes the part that gives files room, changed by those alone that it is given
 */
record SettingsAccess(
        Operators operators,
        SignedIn signedIn,
        Supplier<WorkspaceNames> names,
        FurtherWorkspaces further,
        Function<Runnable, FileSpace> files) {}
