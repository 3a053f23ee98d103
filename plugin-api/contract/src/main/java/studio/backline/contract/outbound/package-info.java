/** The way out: how a plugin reaches the hosts that it declares, and no other. */
@NullMarked
package studio.backline.contract.outbound;

import org.jspecify.annotations.NullMarked;
