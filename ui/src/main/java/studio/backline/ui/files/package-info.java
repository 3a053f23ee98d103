/** Files at their addresses, for the members of their workspace. */
@NullMarked
package studio.backline.ui.files;

import org.jspecify.annotations.NullMarked;
