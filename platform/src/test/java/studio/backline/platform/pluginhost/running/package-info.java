/** Tests of how a plugin is opened. */
@NullMarked
package studio.backline.platform.pluginhost.running;

import org.jspecify.annotations.NullMarked;
