/** What an account says of its person. */
@NamedInterface("profile")
@NullMarked
package studio.backline.platform.identity.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
