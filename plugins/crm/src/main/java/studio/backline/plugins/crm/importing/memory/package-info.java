/** What columns of files were said to hold before. */
@NullMarked
package studio.backline.plugins.crm.importing.memory;

import org.jspecify.annotations.NullMarked;
