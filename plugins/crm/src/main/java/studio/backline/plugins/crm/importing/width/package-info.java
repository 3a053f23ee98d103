/** Rows that are not as wide as the header of their file. */
@NullMarked
package studio.backline.plugins.crm.importing.width;

import org.jspecify.annotations.NullMarked;
