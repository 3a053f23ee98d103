/** Pages on which one sets up what one proves oneself with, and proves it again. */
@NullMarked
package studio.backline.ui.factors;

import org.jspecify.annotations.NullMarked;
