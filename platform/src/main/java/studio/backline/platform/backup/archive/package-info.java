/** The format of an archive: a tar of parts in a fixed order, and a digest of all of them. */
@NullMarked
package studio.backline.platform.backup.archive;

import org.jspecify.annotations.NullMarked;
