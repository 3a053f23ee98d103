/** Plugins that a test makes while it runs. */
@NullMarked
package studio.backline.testkit.jar;

import org.jspecify.annotations.NullMarked;
