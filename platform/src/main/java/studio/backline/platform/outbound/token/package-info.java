/** Tokens that end, and are fetched anew once for all who need them. */
@NullMarked
@NamedInterface("token")
package studio.backline.platform.outbound.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
