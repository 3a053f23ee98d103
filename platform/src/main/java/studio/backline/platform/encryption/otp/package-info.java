/** Codes that an authenticator app shows. */
@NamedInterface("otp")
@NullMarked
package studio.backline.platform.encryption.otp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
