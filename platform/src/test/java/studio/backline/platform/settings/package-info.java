@NullMarked
package studio.backline.platform.settings;

import org.jspecify.annotations.NullMarked;
