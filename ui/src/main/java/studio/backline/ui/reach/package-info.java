/**
 * What the screens of plugins reach of the web server below them: nothing that leads to the core.
 */
@NullMarked
package studio.backline.ui.reach;

import org.jspecify.annotations.NullMarked;
