@NullMarked
package studio.backline.platform.encryption;

import org.jspecify.annotations.NullMarked;
