@NullMarked
package studio.backline.platform.checkpoints;

import org.jspecify.annotations.NullMarked;
