@NullMarked
package studio.backline.platform.connections;

import org.jspecify.annotations.NullMarked;
