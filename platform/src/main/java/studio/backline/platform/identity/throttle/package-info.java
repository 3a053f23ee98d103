/** What makes guessing slow, of passwords, codes and tokens. */
@NullMarked
package studio.backline.platform.identity.throttle;

import org.jspecify.annotations.NullMarked;
