/** Tests of how plugins leave the memory. */
@NullMarked
package studio.backline.platform.pluginhost.unload;

import org.jspecify.annotations.NullMarked;
