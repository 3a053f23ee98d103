/** Descriptors that are not written as they should be. */
@NullMarked
package studio.backline.platform.pluginhost.manifest;

import org.jspecify.annotations.NullMarked;
