/** What goes over the wire between commands about keys and the running server. */
@NullMarked
package studio.backline.server.management.keys;

import org.jspecify.annotations.NullMarked;
