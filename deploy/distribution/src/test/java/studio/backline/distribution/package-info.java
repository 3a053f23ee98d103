/** Whole journeys through the distribution, in a real browser. */
@NullMarked
package studio.backline.distribution;

import org.jspecify.annotations.NullMarked;
