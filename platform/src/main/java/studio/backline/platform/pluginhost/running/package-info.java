/** A plugin's own context, persistence and texts. */
@NullMarked
package studio.backline.platform.pluginhost.running;

import org.jspecify.annotations.NullMarked;
