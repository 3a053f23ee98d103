/** How a library's requests become those of the way out. */
@NullMarked
package studio.backline.models.outbound;

import org.jspecify.annotations.NullMarked;
