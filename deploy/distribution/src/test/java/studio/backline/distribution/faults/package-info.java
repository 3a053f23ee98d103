/** Servers that something befalls while they work, alone or with others. */
@NullMarked
package studio.backline.distribution.faults;

import org.jspecify.annotations.NullMarked;
