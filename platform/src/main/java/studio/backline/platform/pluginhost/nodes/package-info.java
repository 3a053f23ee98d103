/** What the nodes of a house tell each other of plugins, in rows. */
@NullMarked
package studio.backline.platform.pluginhost.nodes;

import org.jspecify.annotations.NullMarked;
