/** Signatures: those that other services ask for, and those of the house itself. */
@NamedInterface("signing")
@NullMarked
package studio.backline.platform.encryption.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
