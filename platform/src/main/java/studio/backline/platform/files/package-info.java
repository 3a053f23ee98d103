/** Files of a workspace: sealed in segments, streamed, in a folder. */
@NullMarked
package studio.backline.platform.files;

import org.jspecify.annotations.NullMarked;
