/** Whether a new release may take over the data of the one before. */
@NullMarked
package studio.backline.server.upgrade;

import org.jspecify.annotations.NullMarked;
