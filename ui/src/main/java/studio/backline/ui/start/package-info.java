/** The start page. */
@NullMarked
package studio.backline.ui.start;

import org.jspecify.annotations.NullMarked;
