/** Commands, as far as they need no server. */
@NullMarked
package studio.backline.server.cli;

import org.jspecify.annotations.NullMarked;
