/** The frame around every screen: drawer, navigation bar, account menu. */
@NullMarked
package studio.backline.ui.shell;

import org.jspecify.annotations.NullMarked;
