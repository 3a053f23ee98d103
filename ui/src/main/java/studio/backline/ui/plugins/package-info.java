/** The plugins screen. */
@NullMarked
package studio.backline.ui.plugins;

import org.jspecify.annotations.NullMarked;
