/** The rows of connections. Tokens and secrets come and go sealed. */
@NullMarked
package studio.backline.platform.connections.store;

import org.jspecify.annotations.NullMarked;
