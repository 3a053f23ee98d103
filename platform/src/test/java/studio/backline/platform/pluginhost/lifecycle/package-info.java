/** Plugins of all kinds, friendly and hostile, in a whole core. */
@NullMarked
package studio.backline.platform.pluginhost.lifecycle;

import org.jspecify.annotations.NullMarked;
