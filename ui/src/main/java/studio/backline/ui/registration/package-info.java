/** Coming in by invitation or registration, and the people of a workspace. */
@NullMarked
package studio.backline.ui.registration;

import org.jspecify.annotations.NullMarked;
