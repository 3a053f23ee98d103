/** What a plugin is to the host: its entry and its id. */
@NullMarked
package studio.backline.contract.plugin;

import org.jspecify.annotations.NullMarked;
