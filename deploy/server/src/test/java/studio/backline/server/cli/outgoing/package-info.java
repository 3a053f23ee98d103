/** What the command says of what left the server. */
@NullMarked
package studio.backline.server.cli.outgoing;

import org.jspecify.annotations.NullMarked;
