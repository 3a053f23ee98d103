@NullMarked
package studio.backline.platform.outbound.address;

import org.jspecify.annotations.NullMarked;
