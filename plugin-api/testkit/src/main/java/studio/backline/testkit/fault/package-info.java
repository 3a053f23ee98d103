/**
 * Faults that follow from a seed, for a packaged server and its database: killed at a crash point
 * or at any moment, frozen, its database stopped, a clock that jumps.
 */
@NullMarked
package studio.backline.testkit.fault;

import org.jspecify.annotations.NullMarked;
