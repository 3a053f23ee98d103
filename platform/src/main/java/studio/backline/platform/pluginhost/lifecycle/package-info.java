/** Installs, starts, stops and removes, on one thread, with every step on record. */
@NullMarked
package studio.backline.platform.pluginhost.lifecycle;

import org.jspecify.annotations.NullMarked;
