/** Carries the signed context of the caller into each transaction of a pool. */
@NullMarked
package studio.backline.platform.database.context;

import org.jspecify.annotations.NullMarked;
