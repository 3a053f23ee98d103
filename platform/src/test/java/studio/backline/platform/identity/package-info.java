@NullMarked
package studio.backline.platform.identity;

import org.jspecify.annotations.NullMarked;
