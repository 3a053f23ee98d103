/** The packaged house, with the plugin that comes with it, and several workspaces. */
@NullMarked
package studio.backline.distribution.tenancy;

import org.jspecify.annotations.NullMarked;
