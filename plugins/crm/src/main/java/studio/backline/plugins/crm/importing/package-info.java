/** People from CSV files as they are found. */
@NullMarked
package studio.backline.plugins.crm.importing;

import org.jspecify.annotations.NullMarked;
