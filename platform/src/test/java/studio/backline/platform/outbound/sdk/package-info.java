@NullMarked
package studio.backline.platform.outbound.sdk;

import org.jspecify.annotations.NullMarked;
