@NullMarked
package studio.backline.platform;

import org.jspecify.annotations.NullMarked;
