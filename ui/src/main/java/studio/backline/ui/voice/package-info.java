/** What plugins say on the host's own pages, heard for no longer than a page can wait. */
@NullMarked
package studio.backline.ui.voice;

import org.jspecify.annotations.NullMarked;
