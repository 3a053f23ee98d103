/** The database of this instance: found or started, prepared, and reached by pools. */
@NullMarked
package studio.backline.platform.database.server;

import org.jspecify.annotations.NullMarked;
