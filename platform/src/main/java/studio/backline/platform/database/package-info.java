/**
 * The database: the embedded server or one by URL, roles, pools, migrations, policies and the lint
 * of the catalogue.
 */
@NullMarked
package studio.backline.platform.database;

import org.jspecify.annotations.NullMarked;
