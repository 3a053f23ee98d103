@NullMarked
package studio.backline.testkit.house;

import org.jspecify.annotations.NullMarked;
