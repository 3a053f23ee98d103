package studio.backline.platform.events;

import studio.backline.contract.events.Event;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * One event on its way to one plugin, as a worker got it.
 *
 * @param role the plugin's
 * @param fence what it has to show with each write, so that a worker that lost it cannot
 * @param tries how often the plugin could not handle it before
 * @param readable whether the event has the facts it was published with
 */
record Delivery(
        WorkspaceId workspace, String role, long fence, int tries, Event event, boolean readable) {}
