/** What may be written as a destination, and which addresses a name may lead to. */
@NullMarked
package studio.backline.platform.outbound.address;

import org.jspecify.annotations.NullMarked;
