@NullMarked
package studio.backline.platform.outbound.token;

import org.jspecify.annotations.NullMarked;
