@NullMarked
package studio.backline.platform.work;

import org.jspecify.annotations.NullMarked;
