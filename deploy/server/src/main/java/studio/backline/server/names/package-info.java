/**
 * Which names this process may look up: those of this machine, and what a studio has configured.
 */
@NullMarked
package studio.backline.server.names;

import org.jspecify.annotations.NullMarked;
