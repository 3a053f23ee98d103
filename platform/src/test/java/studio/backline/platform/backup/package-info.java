@NullMarked
package studio.backline.platform.backup;

import org.jspecify.annotations.NullMarked;
