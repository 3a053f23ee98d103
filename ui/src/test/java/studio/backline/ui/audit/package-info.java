/** The screens of who did what. */
@NullMarked
package studio.backline.ui.audit;

import org.jspecify.annotations.NullMarked;
