/** People into a CSV file that the import reads back equal, and organisations into another. */
@NullMarked
package studio.backline.plugins.crm.exporting;

import org.jspecify.annotations.NullMarked;
