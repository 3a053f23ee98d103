/** Media types, told by content. */
@NullMarked
package studio.backline.platform.files.type;

import org.jspecify.annotations.NullMarked;
