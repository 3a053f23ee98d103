/** How the house stands: what is looked at, what is found, and what to do about it. */
@NullMarked
package studio.backline.platform.health;

import org.jspecify.annotations.NullMarked;
