/** Roles, migrations, generated policies and functions, and the lint of the catalogue. */
@NullMarked
package studio.backline.platform.database.schema;

import org.jspecify.annotations.NullMarked;
