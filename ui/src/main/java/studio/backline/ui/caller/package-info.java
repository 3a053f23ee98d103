/** Who is in front of the browser, and in which workspace. */
@NullMarked
package studio.backline.ui.caller;

import org.jspecify.annotations.NullMarked;
