/** What goes over the wire between commands about backups and the running server. */
@NullMarked
package studio.backline.server.management.backup;

import org.jspecify.annotations.NullMarked;
