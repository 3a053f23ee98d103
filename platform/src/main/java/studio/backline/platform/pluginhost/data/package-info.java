/** Reads what a plugin declares of its tables, and its migrations. */
@NullMarked
package studio.backline.platform.pluginhost.data;

import org.jspecify.annotations.NullMarked;
