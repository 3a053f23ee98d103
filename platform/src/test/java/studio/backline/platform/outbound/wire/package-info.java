@NullMarked
package studio.backline.platform.outbound.wire;

import org.jspecify.annotations.NullMarked;
