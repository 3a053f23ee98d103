@NullMarked
package studio.backline.testkit.flat;

import org.jspecify.annotations.NullMarked;
