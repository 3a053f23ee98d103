/** Keys as they lie in their files: wrapped, with the ids under which envelopes name them. */
@NullMarked
package studio.backline.platform.encryption.ring;

import org.jspecify.annotations.NullMarked;
