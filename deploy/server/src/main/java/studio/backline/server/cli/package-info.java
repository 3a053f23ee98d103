/** The command line: what is said on a terminal, and where it is said. */
@NullMarked
package studio.backline.server.cli;

import org.jspecify.annotations.NullMarked;
