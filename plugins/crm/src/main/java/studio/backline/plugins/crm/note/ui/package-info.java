/** Notes on the screens of those whom they are about. */
@NullMarked
package studio.backline.plugins.crm.note.ui;

import org.jspecify.annotations.NullMarked;
