/** Rows of a file read into people: splitting, checking, and telling repetitions. */
@NullMarked
package studio.backline.plugins.crm.importing.rows;

import org.jspecify.annotations.NullMarked;
