/** What left this server, by caller, workspace, host and purpose. */
@NullMarked
package studio.backline.platform.outbound.ledger;

import org.jspecify.annotations.NullMarked;
