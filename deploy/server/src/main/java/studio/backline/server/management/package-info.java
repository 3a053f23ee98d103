/** The port for commands of this machine: a token from the data folder, JSON in and out. */
@NullMarked
package studio.backline.server.management;

import org.jspecify.annotations.NullMarked;
