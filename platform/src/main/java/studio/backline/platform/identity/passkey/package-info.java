/** Passkeys: Spring Security's Web Authentication over rows of ours. */
@NamedInterface("passkey")
@NullMarked
package studio.backline.platform.identity.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
