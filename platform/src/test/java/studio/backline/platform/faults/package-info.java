/** Nodes that are killed and started again, until what they left adds up. */
@NullMarked
package studio.backline.platform.faults;

import org.jspecify.annotations.NullMarked;
