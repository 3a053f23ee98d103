/** Jars that were damaged on their way. */
@NullMarked
package studio.backline.platform.pluginhost.jar;

import org.jspecify.annotations.NullMarked;
