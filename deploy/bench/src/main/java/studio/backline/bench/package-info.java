/**
 * How quick the house is. Each number is a ratio to a limit that is measured in the same run, in
 * rounds that take turns, so that it says the same on a quick machine and on a busy one.
 */
@NullMarked
package studio.backline.bench;

import org.jspecify.annotations.NullMarked;
