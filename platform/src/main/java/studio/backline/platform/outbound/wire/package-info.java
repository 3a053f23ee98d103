/** One request on the wire: checked addresses, limits of size and time. */
@NullMarked
package studio.backline.platform.outbound.wire;

import org.jspecify.annotations.NullMarked;
