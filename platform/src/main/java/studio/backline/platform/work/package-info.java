/** How rows are worked off: claimed some at a time, woken, with no look that finds nothing. */
@NullMarked
package studio.backline.platform.work;

import org.jspecify.annotations.NullMarked;
