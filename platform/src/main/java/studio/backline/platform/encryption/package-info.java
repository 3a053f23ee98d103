/**
 * Keys, and all that is done with them. The only package, with its sub-packages, that touches
 * {@code javax.crypto} or Bouncy Castle. Below everything else: it needs files, not the database.
 */
@NullMarked
package studio.backline.platform.encryption;

import org.jspecify.annotations.NullMarked;
