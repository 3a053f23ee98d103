/** Tests of passkeys. */
@NamedInterface("passkey")
@NullMarked
package studio.backline.platform.identity.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
