package studio.backline.ui.settings;

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
 */
record SettingsAccess(
        Operators operators,
        SignedIn signedIn,
        Supplier<WorkspaceNames> names,
        FurtherWorkspaces further) {}
