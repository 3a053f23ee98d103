/** Mass loading and export by COPY, on a plugin's own connection. */
@NullMarked
package studio.backline.platform.bulk;

import org.jspecify.annotations.NullMarked;
