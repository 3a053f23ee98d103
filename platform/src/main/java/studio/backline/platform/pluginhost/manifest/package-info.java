/** Reads plugin.yaml and checks it against its schema. */
@NullMarked
package studio.backline.platform.pluginhost.manifest;

import org.jspecify.annotations.NullMarked;
