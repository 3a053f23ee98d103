/** Empties caches that would keep an unloaded plugin in memory: a small class for each holder. */
@NullMarked
package studio.backline.platform.pluginhost.unload;

import org.jspecify.annotations.NullMarked;
