package studio.backline.ui.outgoing;

import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.outbound.EgressDesk.Order;
import studio.backline.platform.outbound.EgressReport;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/**
 * What the screen of what leaves the house works with.
 *
 * @param plugins know their names
 * @param signedIn who asks; whether they may is asked at each look
 */
record OutgoingRoom(EgressDesk desk, Plugins plugins, SignedIn signedIn, Operators operators) {

    /**
     * For who runs the house as of now, not as of the sign-in.
     *
     * @throws PermissionDeniedException for who does not
     */
    EgressReport report(int days, Order order, int most) {
        if (!operators.contains(signedIn.require().accountId())) {
            throw new PermissionDeniedException(HousePermissions.OPERATE);
        }
        return desk.report(days, order, most);
    }
}
