/** What runs, waits and failed in a workspace. */
@NullMarked
package studio.backline.ui.work;

import org.jspecify.annotations.NullMarked;
