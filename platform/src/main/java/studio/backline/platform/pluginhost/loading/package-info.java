/** PF4J and the strict class loader. */
@NullMarked
package studio.backline.platform.pluginhost.loading;

import org.jspecify.annotations.NullMarked;
