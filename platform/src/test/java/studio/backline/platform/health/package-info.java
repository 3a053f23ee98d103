@NullMarked
package studio.backline.platform.health;

import org.jspecify.annotations.NullMarked;
