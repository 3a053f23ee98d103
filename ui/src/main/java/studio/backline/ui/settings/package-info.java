/** Settings of the house. */
@NullMarked
package studio.backline.ui.settings;

import org.jspecify.annotations.NullMarked;
