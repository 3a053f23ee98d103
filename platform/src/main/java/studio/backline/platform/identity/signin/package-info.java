/** The ways in: password, second factor, passkey, and a browser that stays signed in. */
@NamedInterface("signin")
@NullMarked
package studio.backline.platform.identity.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
