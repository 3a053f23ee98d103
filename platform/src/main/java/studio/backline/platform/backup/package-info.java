/**
 * Backups: everything that an instance holds in one sealed archive, its keys in another, and both
 * back on a bare machine.
 */
@NullMarked
package studio.backline.platform.backup;

import org.jspecify.annotations.NullMarked;
