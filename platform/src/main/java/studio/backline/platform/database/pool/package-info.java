/** How the pools of connections are used, for whoever runs the house. */
@NullMarked
package studio.backline.platform.database.pool;

import org.jspecify.annotations.NullMarked;
