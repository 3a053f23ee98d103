@NullMarked
package studio.backline.testkit;

import org.jspecify.annotations.NullMarked;
