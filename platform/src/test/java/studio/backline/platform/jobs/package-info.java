@NullMarked
package studio.backline.platform.jobs;

import org.jspecify.annotations.NullMarked;
