/** Files of a workspace: content once, sealed in segments, streamed, in stores. */
@NullMarked
package studio.backline.platform.files;

import org.jspecify.annotations.NullMarked;
