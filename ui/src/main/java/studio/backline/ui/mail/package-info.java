/** How letters leave the house: set up, tried out, and looked after. */
@NullMarked
package studio.backline.ui.mail;

import org.jspecify.annotations.NullMarked;
