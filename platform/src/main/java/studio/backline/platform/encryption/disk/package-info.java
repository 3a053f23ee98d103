/** How small files are written and destroyed; nothing here knows a key. */
@NullMarked
package studio.backline.platform.encryption.disk;

import org.jspecify.annotations.NullMarked;
