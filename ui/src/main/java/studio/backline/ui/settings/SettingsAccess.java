package studio.backline.ui.settings;

import studio.backline.platform.identity.Operators;
import studio.backline.ui.caller.SignedIn;

/**
 * Who may change settings of the house.
 *
 * @param operators who runs it
 * @param signedIn who asks
 */
record SettingsAccess(Operators operators, SignedIn signedIn) {}
