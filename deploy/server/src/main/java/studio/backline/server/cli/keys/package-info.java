/** Commands about the keys: the sheet, their state, rotation, and their archive. */
@NullMarked
package studio.backline.server.cli.keys;

import org.jspecify.annotations.NullMarked;
