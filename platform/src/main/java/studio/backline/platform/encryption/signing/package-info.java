/** Signatures that other services ask for. */
@NamedInterface("signing")
@NullMarked
package studio.backline.platform.encryption.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
