/** What a plugin says on the start page: what is true now, and the next step. */
@NullMarked
package studio.backline.screens.start;

import org.jspecify.annotations.NullMarked;
