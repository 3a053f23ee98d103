@NullMarked
package studio.backline.platform.health.door;

import org.jspecify.annotations.NullMarked;
