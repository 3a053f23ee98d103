/** Commands about backups, with a server or without. */
@NullMarked
package studio.backline.server.cli.backup;

import org.jspecify.annotations.NullMarked;
