/** The first run: from the code on the console to an open house. */
@NullMarked
package studio.backline.ui.firstrun;

import org.jspecify.annotations.NullMarked;
