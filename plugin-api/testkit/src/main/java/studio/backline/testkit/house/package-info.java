/** The law of the house, rule by rule, each checkable on its own. */
@NullMarked
package studio.backline.testkit.house;

import org.jspecify.annotations.NullMarked;
