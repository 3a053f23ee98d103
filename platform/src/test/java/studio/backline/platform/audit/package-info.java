@NullMarked
package studio.backline.platform.audit;

import org.jspecify.annotations.NullMarked;
