/** Accounts elsewhere that a workspace has connected, so that a plugin may act there. */
@NullMarked
package studio.backline.contract.connections;

import org.jspecify.annotations.NullMarked;
