/** What a server in use tells of itself: its figures, and what lives in its memory. */
@NullMarked
package studio.backline.distribution.running;

import org.jspecify.annotations.NullMarked;
