/** People into a CSV file that the import reads back equal. */
@NullMarked
package studio.backline.plugins.crm.exporting;

import org.jspecify.annotations.NullMarked;
