/** The command that tells what left the server. */
@NullMarked
package studio.backline.server.cli.outgoing;

import org.jspecify.annotations.NullMarked;
