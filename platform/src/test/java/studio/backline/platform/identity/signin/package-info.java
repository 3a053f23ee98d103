/** Tests of the ways in. */
@NamedInterface("signin")
@NullMarked
package studio.backline.platform.identity.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
