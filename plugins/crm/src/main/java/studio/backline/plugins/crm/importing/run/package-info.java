/** The jobs of an import: dry run, import and undo. */
@NullMarked
package studio.backline.plugins.crm.importing.run;

import org.jspecify.annotations.NullMarked;
