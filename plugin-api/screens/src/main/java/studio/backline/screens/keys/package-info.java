/** Keys that work on a screen, for the sheet that tells them. */
@NullMarked
package studio.backline.screens.keys;

import org.jspecify.annotations.NullMarked;
