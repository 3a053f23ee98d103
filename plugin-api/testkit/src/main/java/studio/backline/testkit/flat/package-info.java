/** A plugin in the test's own class path, with the real core behind it. */
@NullMarked
package studio.backline.testkit.flat;

import org.jspecify.annotations.NullMarked;
