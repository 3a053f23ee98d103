/** What an account proves itself with beside its password. */
@NamedInterface("factor")
@NullMarked
package studio.backline.platform.identity.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
