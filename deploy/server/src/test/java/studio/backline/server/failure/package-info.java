/** What the log has of a failure. */
@NullMarked
package studio.backline.server.failure;

import org.jspecify.annotations.NullMarked;
