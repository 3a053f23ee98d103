/** The screens of an import: file, columns, permission, rehearsal, import. */
@NullMarked
package studio.backline.plugins.crm.importing.ui;

import org.jspecify.annotations.NullMarked;
