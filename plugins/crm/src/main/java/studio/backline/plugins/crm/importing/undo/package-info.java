/** The way back from what an import changed. */
@NullMarked
package studio.backline.plugins.crm.importing.undo;

import org.jspecify.annotations.NullMarked;
