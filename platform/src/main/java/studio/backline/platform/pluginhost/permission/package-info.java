/** What a caller may do. */
@NullMarked
package studio.backline.platform.pluginhost.permission;

import org.jspecify.annotations.NullMarked;
