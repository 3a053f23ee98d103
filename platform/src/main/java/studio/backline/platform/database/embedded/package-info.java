/** Runs the PostgreSQL that comes with the server, durable and closed to others. */
@NullMarked
package studio.backline.platform.database.embedded;

import org.jspecify.annotations.NullMarked;
