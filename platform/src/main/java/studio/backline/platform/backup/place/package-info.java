/** Where archives lie: a folder, or a server elsewhere. */
@NullMarked
package studio.backline.platform.backup.place;

import org.jspecify.annotations.NullMarked;
