/** Checks jars and keeps them under their hash. */
@NullMarked
package studio.backline.platform.pluginhost.jar;

import org.jspecify.annotations.NullMarked;
