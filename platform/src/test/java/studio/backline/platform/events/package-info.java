@NullMarked
package studio.backline.platform.events;

import org.jspecify.annotations.NullMarked;
