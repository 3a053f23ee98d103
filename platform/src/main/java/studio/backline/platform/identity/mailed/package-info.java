/** What a mailbox proves: links that are mailed, and what is told to it. */
@NamedInterface("mailed")
@NullMarked
package studio.backline.platform.identity.mailed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
