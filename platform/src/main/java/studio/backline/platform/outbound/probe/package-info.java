/** Meets the house's own address as a visitor does, one step at a time. */
@NullMarked
@NamedInterface("probe")
package studio.backline.platform.outbound.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
