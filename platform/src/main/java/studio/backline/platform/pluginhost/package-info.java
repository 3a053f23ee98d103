/** Installs, starts, stops and removes plugins, and keeps them behind their walls. */
@NullMarked
package studio.backline.platform.pluginhost;

import org.jspecify.annotations.NullMarked;
