/** Mounting screens, of the host and of plugins: routes, views, guard, and what holds them. */
@NullMarked
package studio.backline.ui.screen;

import org.jspecify.annotations.NullMarked;
